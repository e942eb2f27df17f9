/** Seconds in which a sale at the counter can be taken back. */
export const undoSaleSeconds = 10;
