/** A code holds for so many minutes and tries; a contact and a cart get so many within an hour. */
export const codeMinutes = 10;
export const codeTries = 5;
export const codesPerHour = 5;

/** A contact as the page that asks for its code shows it: enough for its owner to know it. */
export function shownContact(channel: "email" | "text", address: string): string {
  if (channel === "text") return `the number ending in ${address.slice(-3)}`;
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}…${address.slice(at)}`;
}
