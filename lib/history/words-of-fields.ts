const fieldNames: Readonly<Record<string, string>> = {
  twoFactorRequired: "Second factor for all",
  secondFactor: "Second factor",
  onHand: "On hand",
  lowAt: "Low at",
  orderingOpen: "Takes orders",
  ended: "Browsers signed out",
  linksWithdrawn: "Links of theirs withdrawn",
  email: "Email",
  formerEmail: "Email before",
  newEmail: "New email",
};

/** "priceMinor" → "Price". */
export function fieldWords(name: string): string {
  return fieldNames[name] ?? plainWords(name.replace(/Minor$/, ""));
}

/** A name of the code as people read it: "changedBy" → "Changed by". */
export function plainWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
