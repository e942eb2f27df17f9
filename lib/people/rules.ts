/** The trap's field in a public form. No browser and no password manager knows the name as one of a person's own. */
export const trapName = "subject";
