/** What kinds of thing the log is about. */
export const kindWords: Readonly<Record<string, string>> = {
  order: "Orders",
  item: "Items",
  drop: "Drops",
  category: "Categories",
  import: "Imports",
  photo: "Photos",
  stock: "Stock",
  plan: "Bake plan",
  slot: "Pickup times",
  customer: "Customers",
  staff: "Staff",
  shop: "The shop",
  waiting: "Waiting lists",
  delivery: "Messages",
  backup: "Backups",
};
