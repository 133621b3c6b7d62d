/**
 * ISO 3166-1 alpha-2, officially assigned (September 2026). The names come from the runtime's own data (Unicode CLDR), so that
 * no list of names is bundled.
 */
const codes = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG
CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL
GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA
LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP
NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`;

/** Names that sources of addresses use beside the one of CLDR, and names CLDR has changed between versions. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  BN: ["Brunei Darussalam"],
  BO: ["Plurinational State of Bolivia"],
  CD: ["Democratic Republic of the Congo", "DR Congo", "Congo (DRC)"],
  CG: ["Congo", "Republic of the Congo"],
  CI: ["Ivory Coast"],
  CN: ["People's Republic of China", "Mainland China"],
  CV: ["Cabo Verde"],
  CZ: ["Czech Republic"],
  FM: ["Federated States of Micronesia"],
  GB: ["United Kingdom of Great Britain and Northern Ireland", "UK", "Great Britain"],
  HK: ["Hong Kong"],
  IR: ["Islamic Republic of Iran"],
  KP: ["Democratic People's Republic of Korea"],
  KR: ["Republic of Korea", "Korea"],
  LA: ["Lao People's Democratic Republic"],
  MD: ["Republic of Moldova"],
  MK: ["Macedonia", "The former Yugoslav Republic of Macedonia"],
  MM: ["Myanmar", "Burma"],
  MO: ["Macao", "Macau"],
  NL: ["The Netherlands"],
  PS: ["Palestine", "Palestinian Territory", "State of Palestine"],
  RU: ["Russian Federation"],
  SY: ["Syrian Arab Republic"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  TR: ["Turkey", "Türkiye"],
  TW: ["Taiwan, Province of China"],
  TZ: ["United Republic of Tanzania"],
  US: ["United States of America", "USA"],
  VA: ["Holy See"],
  VE: ["Bolivarian Republic of Venezuela"],
  VN: ["Viet Nam"],
};

/**
 * ISO 3166-1 alpha-2 of the country that a place names: `Singapore`, `Dublin, Ireland`, `Seoul, Korea, Republic of`. The country
 * comes last, as in Detective; a code alone is one only where nothing stands before it, for `San Jose, CA` is not in Canada.
 * @returns undefined for a name that is not known
 */
export function countryOf(place: string): string | undefined {
  const parts = place.slice(0, 200).split(",");
  for (let from = 0; from < parts.length; from += 1) {
    const code = codesByName().get(keyOf(parts.slice(from).join(" ")));
    if (code !== undefined) return code;
  }
  const alone = place.trim();
  return /^[A-Z]{2}$/.test(alone) && codes.includes(alone) ? alone : undefined;
}

// Words in one order, articles left out: `Korea, Republic of` and `Republic of Korea` are one name.
function keyOf(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z]+/);
  const telling = words.map((word) => (word === "saint" ? "st" : word)).filter((word) => !fillers.has(word));
  return telling.sort().join(" ");
}

const fillers: ReadonlySet<string> = new Set(["", "and", "the", "of"]);

let known: ReadonlyMap<string, string> | undefined;

// Built at first use: most cold starts never ask for a country.
function codesByName(): ReadonlyMap<string, string> {
  if (known === undefined) {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    known = new Map(
      codes
        .trim()
        .split(/\s+/)
        .flatMap((code) =>
          [names.of(code) ?? code, ...(otherNames[code] ?? [])].map((name): [string, string] => [keyOf(name), code]),
        ),
    );
  }
  return known;
}
