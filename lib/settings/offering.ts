/** How what comes free is offered to those who wait for it. */
export type Offering = {
  /** Minutes for which units are kept for whoever is next in line. */
  offerMinutes: number;
};

/** The columns of the shop that hold it. */
export const offeringFields = { offerMinutes: true } as const;

/** How a shop offers whose owner has said nothing. */
export const newOffering: Offering = { offerMinutes: 30 };
