/** Until when customers change their own order: not at all, until it is accepted, or, accepted or not, until the last moment to order for its day or to choose its time. */
export const customerChanges = ["never", "until_accepted", "until_cut_off"] as const;
export type CustomerChange = (typeof customerChanges)[number];

/** The same in words, for the settings. Each also ends with that last moment. */
export const customerChangeWords: Readonly<Record<CustomerChange, string>> = {
  never: "Not at all: they call",
  until_accepted: "Until you accept it",
  until_cut_off: "Until the last moment for its day and time, accepted or not",
};
