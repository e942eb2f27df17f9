/** Allergens stand between asterisks in the text. */
export function emphasised(words: string) {
  let at = 0;
  return words.split("*").map((part) => {
    at += 1;
    return at % 2 === 0 ? <b key={at}>{part}</b> : part;
  });
}
