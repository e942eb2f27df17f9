/** The form that the boxes of the list belong to, wherever they stand. */
export const selectionForm = "send-selected";
