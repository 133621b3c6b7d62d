/** What kind of filter an attribute takes, and where in a finding its values are. */
export interface Attribute {
  readonly kind: "string" | "date" | "number" | "map" | "ip" | "keyword" | "boolean";
  readonly path: readonly string[];
}

const strings = `
  ProductArn AwsAccountId Id GeneratorId Region Type=Types SeverityLabel=Severity.Label Title Description
  RecommendationText=Remediation.Recommendation.Text SourceUrl ProductName CompanyName MalwareName=Malware.Name
  MalwareType=Malware.Type MalwarePath=Malware.Path MalwareState=Malware.State NetworkDirection=Network.Direction
  NetworkProtocol=Network.Protocol NetworkSourceDomain=Network.SourceDomain NetworkSourceMac=Network.SourceMac
  NetworkDestinationDomain=Network.DestinationDomain ProcessName=Process.Name ProcessPath=Process.Path
  ThreatIntelIndicatorType=ThreatIntelIndicators.Type ThreatIntelIndicatorValue=ThreatIntelIndicators.Value
  ThreatIntelIndicatorCategory=ThreatIntelIndicators.Category ThreatIntelIndicatorSource=ThreatIntelIndicators.Source
  ThreatIntelIndicatorSourceUrl=ThreatIntelIndicators.SourceUrl ResourceType=Resources.Type ResourceId=Resources.Id
  ResourcePartition=Resources.Partition ResourceRegion=Resources.Region
  ResourceAwsEc2InstanceType=Resources.Details.AwsEc2Instance.Type
  ResourceAwsEc2InstanceImageId=Resources.Details.AwsEc2Instance.ImageId
  ResourceAwsEc2InstanceKeyName=Resources.Details.AwsEc2Instance.KeyName
  ResourceAwsEc2InstanceIamInstanceProfileArn=Resources.Details.AwsEc2Instance.IamInstanceProfileArn
  ResourceAwsEc2InstanceVpcId=Resources.Details.AwsEc2Instance.VpcId
  ResourceAwsEc2InstanceSubnetId=Resources.Details.AwsEc2Instance.SubnetId
  ResourceAwsS3BucketOwnerId=Resources.Details.AwsS3Bucket.OwnerId
  ResourceAwsS3BucketOwnerName=Resources.Details.AwsS3Bucket.OwnerName
  ResourceAwsIamAccessKeyUserName=Resources.Details.AwsIamAccessKey.UserName
  ResourceAwsIamAccessKeyPrincipalName=Resources.Details.AwsIamAccessKey.PrincipalName
  ResourceAwsIamAccessKeyStatus=Resources.Details.AwsIamAccessKey.Status
  ResourceAwsIamUserUserName=Resources.Details.AwsIamUser.UserName
  ResourceContainerName=Resources.Details.Container.Name ResourceContainerImageId=Resources.Details.Container.ImageId
  ResourceContainerImageName=Resources.Details.Container.ImageName ComplianceStatus=Compliance.Status
  VerificationState WorkflowState WorkflowStatus=Workflow.Status RecordState
  RelatedFindingsProductArn=RelatedFindings.ProductArn RelatedFindingsId=RelatedFindings.Id NoteText=Note.Text
  NoteUpdatedBy=Note.UpdatedBy FindingProviderFieldsRelatedFindingsId=FindingProviderFields.RelatedFindings.Id
  FindingProviderFieldsRelatedFindingsProductArn=FindingProviderFields.RelatedFindings.ProductArn
  FindingProviderFieldsSeverityLabel=FindingProviderFields.Severity.Label
  FindingProviderFieldsSeverityOriginal=FindingProviderFields.Severity.Original
  FindingProviderFieldsTypes=FindingProviderFields.Types ComplianceSecurityControlId=Compliance.SecurityControlId
  ComplianceAssociatedStandardsId=Compliance.AssociatedStandards.StandardsId
  VulnerabilitiesExploitAvailable=Vulnerabilities.ExploitAvailable
  VulnerabilitiesFixAvailable=Vulnerabilities.FixAvailable
  ComplianceSecurityControlParametersName=Compliance.SecurityControlParameters.Name
  ComplianceSecurityControlParametersValue=Compliance.SecurityControlParameters.Value AwsAccountName
  ResourceApplicationName=Resources.ApplicationName ResourceApplicationArn=Resources.ApplicationArn
  ResourceOwnerAccountId=Resources.OwnerAccountId ResourceOwnerOrgId=Resources.OwnerOrgId
  ResourceProvider=Resources.Provider`;

const dates = `
  FirstObservedAt LastObservedAt CreatedAt UpdatedAt ProcessLaunchedAt=Process.LaunchedAt
  ProcessTerminatedAt=Process.TerminatedAt ThreatIntelIndicatorLastObservedAt=ThreatIntelIndicators.LastObservedAt
  ResourceAwsEc2InstanceLaunchedAt=Resources.Details.AwsEc2Instance.LaunchedAt
  ResourceAwsIamAccessKeyCreatedAt=Resources.Details.AwsIamAccessKey.CreatedAt
  ResourceContainerLaunchedAt=Resources.Details.Container.LaunchedAt NoteUpdatedAt=Note.UpdatedAt`;

const numbers = `
  SeverityProduct=Severity.Product SeverityNormalized=Severity.Normalized Confidence Criticality
  NetworkSourcePort=Network.SourcePort NetworkDestinationPort=Network.DestinationPort ProcessPid=Process.Pid
  ProcessParentPid=Process.ParentPid FindingProviderFieldsConfidence=FindingProviderFields.Confidence
  FindingProviderFieldsCriticality=FindingProviderFields.Criticality`;

const maps = `
  ProductFields UserDefinedFields ResourceTags=Resources.Tags ResourceDetailsOther=Resources.Details.Other`;

const ips = `
  NetworkSourceIpV4=Network.SourceIpV4 NetworkSourceIpV6=Network.SourceIpV6
  NetworkDestinationIpV4=Network.DestinationIpV4 NetworkDestinationIpV6=Network.DestinationIpV6
  ResourceAwsEc2InstanceIpV4Addresses=Resources.Details.AwsEc2Instance.IpV4Addresses
  ResourceAwsEc2InstanceIpV6Addresses=Resources.Details.AwsEc2Instance.IpV6Addresses`;

/**
 * The attributes of AwsSecurityFindingFilters.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html
 */
export const findingAttributes: ReadonlyMap<string, Attribute> = new Map([
  ...rows("string", strings),
  ...rows("date", dates),
  ...rows("number", numbers),
  ...rows("map", maps),
  ...rows("ip", ips),
  ...rows("keyword", "Keyword="),
  ...rows("boolean", "Sample"),
]);

/**
 * The attributes an automation rule may use as criteria.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AutomationRulesFindingFilters.html
 */
export const ruleAttributes: ReadonlyMap<string, Attribute> = new Map(
  `ProductArn AwsAccountId Id GeneratorId Type FirstObservedAt LastObservedAt CreatedAt UpdatedAt Confidence Criticality
  Title Description SourceUrl ProductName CompanyName SeverityLabel ResourceType ResourceId ResourcePartition
  ResourceRegion ResourceTags ResourceDetailsOther ComplianceStatus ComplianceSecurityControlId
  ComplianceAssociatedStandardsId VerificationState WorkflowStatus RecordState RelatedFindingsProductArn
  RelatedFindingsId NoteText NoteUpdatedAt NoteUpdatedBy UserDefinedFields ResourceApplicationArn
  ResourceApplicationName AwsAccountName ResourceProvider ResourceOwnerAccountId ResourceOwnerOrgId`
    .split(/\s+/)
    .flatMap((name) => {
      const attribute = findingAttributes.get(name);
      return attribute ? [[name, attribute] as const] : [];
    }),
);

/** `Name=Path.In.Finding`, or `Name` alone where the path is the name; an empty path is the whole finding. */
function rows(kind: Attribute["kind"], table: string): readonly (readonly [string, Attribute])[] {
  return table
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [name = "", path = name] = row.split("=");
      return [name, { kind, path: path === "" ? [] : path.split(".") }] as const;
    });
}
