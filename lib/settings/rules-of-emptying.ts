/** What is typed to confirm that everything is taken out. */
export const emptyWord = "empty";
