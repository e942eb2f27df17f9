/** An order's number as it is said and written: its prefix, then the number. "FB-1042". */
export function orderNumber({ numberPrefix, number }: { numberPrefix: string; number: number }): string {
  return `${numberPrefix}${number}`;
}
