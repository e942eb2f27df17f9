/** An order's number as it is said and written: its prefix, then the number. "FB-1042". */
export function orderNumber({ numberPrefix, number }: { numberPrefix: string; number: number }): string {
  return `${numberPrefix}${number}`;
}

/** The number in what was typed, with the prefix if one was typed before it: "1042", "FB-1042", "#1042". Null if it is none. */
export function readOrderNumber(typed: string): { numberPrefix?: string; number: number } | null {
  const match = /^#?(\D*)(\d{1,9})$/.exec(typed.trim());
  if (!match) return null;
  const [, prefix, number] = match;
  return prefix ? { numberPrefix: prefix, number: Number(number) } : { number: Number(number) };
}
