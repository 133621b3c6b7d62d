/** What an analyst asks first. */
export const storyTitles = {
  how: "How did it happen",
  where: "Where, and when first",
  now: "What to do now",
  caveats: "Read with care",
} as const;
