/** What guards the shop against scripts and hoarding. All of it is off unless the shop wants it. */
export type Guard = {
  /** Public forms carry a field that only scripts fill in. */
  trapForms: boolean;
};

/** The columns of the shop that hold it. */
export const guardFields = { trapForms: true } as const;

/** What guards a shop whose owner has said nothing. */
export const newGuard: Guard = { trapForms: false };
