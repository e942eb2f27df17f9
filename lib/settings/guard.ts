/** What guards the shop against scripts and hoarding. All of it is off unless the shop wants it. */
export type Guard = {
  /** Public forms carry a field that only scripts fill in. */
  trapForms: boolean;
  /** How many orders that are open and not paid a person may have, and all who order from one address. 0: any number. */
  unpaidPerPerson: number;
  unpaidPerAddress: number;
  /** Everyone confirms their email or number by a code before they check out. */
  confirmEveryone: boolean;
};

/** The columns of the shop that hold it. */
export const guardFields = {
  trapForms: true,
  confirmEveryone: true,
  unpaidPerPerson: true,
  unpaidPerAddress: true,
} as const;

/** What guards a shop whose owner has said nothing. */
export const newGuard: Guard = { trapForms: false, confirmEveryone: false, unpaidPerPerson: 0, unpaidPerAddress: 0 };
