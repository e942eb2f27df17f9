/**
 * What happened, in words, by the event's type: one line per kind. `{it}` is what it is about. An event without a line is told by its
 * type, and tests/history/words.test.ts asks for the line.
 */
export const eventWords: Readonly<Record<string, string>> = {
  "order.placed": "Placed order {it}",
  "order.accepted": "Accepted order {it}",
  "order.ready": "Marked order {it} ready",
  "order.completed": "Completed order {it}",
  "order.not_collected": "Marked order {it} not collected",
  "order.cancelled": "Cancelled order {it}",
  "order.changed": "Changed order {it}",
  "order.reminded": "Reminded the customer of order {it}",
  "order.noted": "Wrote a note on order {it}",
  "order.printed": "Printed order {it}",
  "order.erased": "Erased the customer of order {it}",
  "orders.exported": "Downloaded orders as a file",
  "customer.erased": "Erased a customer: {it}",
  "item.added": "Added {it}",
  "item.changed": "Changed {it}",
  "item.published": "Published {it}",
  "item.hidden": "Hid {it}",
  "item.scheduled": "Set when {it} goes on sale",
  "item.archived": "Archived {it}",
  "item.restored": "Brought {it} back from the archive",
  "item.deleted": "Deleted {it}",
  "item.moved": "Moved {it} in the order of items",
  "category.added": "Added the category {it}",
  "category.changed": "Changed the category {it}",
  "category.moved": "Moved the category {it}",
  "category.deleted": "Deleted the category {it}",
  "photo.added": "Added a photo",
  "catalog.imported": "Imported items from {it}",
  "stock.received": "Received stock: {it}",
  "stock.counted": "Counted stock: {it}",
  "stock.written_off": "Wrote stock off: {it}",
  "stock.many_changed": "Changed stock of many: {it}",
  "stock.low": "Told of what runs low: {it}",
  "stock.sold_out": "Told that it is sold out: {it}",
  "stock.back": "Told that it can be had again: {it}",
  "stock.thresholds_set": "Set when stock is low: {it}",
  "stock.entry_undone": "Took a stock entry back: {it}",
  "stock.sold_at_counter": "Sold at the counter: {it}",
  "stock.sale_undone": "Took a sale at the counter back: {it}",
  "stock.stocktake_opened": "Began: {it}",
  "stock.stocktake_applied": "Applied: {it}",
  "stock.stocktake_dropped": "Dropped: {it}",
  "stock.day_closed": "Closed the day: {it}",
  "stock.close_rules_set": "Set when a day closes: {it}",
  "plan.saved": "Saved the bake plan",
  "plan.day_set": "Set a day: {it}",
  "plan.applied": "Made the days ahead by the bake plan",
  "stock.proof_failed": "Found that stock and its books disagree",
  "shop.opened": "Opened the shop for orders",
  "shop.closed": "Closed the shop for orders",
  "shop.changed": "Changed the settings: {it}",
  "shop.letter_tested": "Sent themselves a letter to try: {it}",
  "shop.emptied": "Emptied the shop to start fresh",
  "shop.first_run_put_away": "Put the list of first steps away",
  "orders.waiting": "Reminded of orders to accept",
  "shop.out_of_touch": "Found the staff pages out of touch",
  "shop.file_downloaded": "Downloaded a file: {it}",
  "backup.made": "Made a backup",
  "backup.restored": "Restored a backup",
  "destination.broken": "Found that {it} stopped answering",
  "destination.recovered": "Found that {it} answers again",
  "destination.summary": "Sent {it} the summary of a day",
  "destination.added": "Connected {it}",
  "destination.changed": "Changed the destination {it}",
  "destination.paused": "Paused {it}",
  "destination.resumed": "Let {it} go on",
  "destination.secret_rotated": "Made a new secret for {it}",
  "destination.removed": "Removed the destination {it}",
  "destination.tested": "Sent a sample to {it}",
  "delivery.sent_again": "Sent a message again: {it}",
  "delivery.many_sent_again": "Sent again: {it}",
  "delivery.confirmation_sent": "Sent a confirmation: {it}",
  "delivery.marked_arrived": "Said that a message arrived: {it}",
  "customer.stopped_texts": "Replied STOP, order {it}",
  "customer.wants_texts": "Replied START, order {it}",
  "staff.added": "Took {it} onto the staff",
  "staff.invited": "Invited someone: {it}",
  "staff.invite_withdrawn": "Withdrew an invite: {it}",
  "staff.removed": "Removed {it} from the staff",
  "staff.taken_back": "Took {it} back on the staff",
  "staff.role_changed": "Changed the role of {it}",
  "staff.renamed": "Changed their name to {it}",
  "staff.signed_in": "Signed in",
  "staff.signed_out": "Signed out",
  "staff.sign_in_failed": "A sign-in as {it} failed",
  "staff.code_failed": "A code of {it} was wrong",
  "staff.codes_guessed": "Told {it} of six wrong codes",
  "staff.sessions_ended": "Signed {it} out of a browser",
  "staff.reset_asked": "A new password was asked for: {it}",
  "staff.reset_link_made": "Made a link for a new password of {it}",
  "staff.password_reset": "Set a new password of {it} at the console",
  "staff.password_changed": "Changed their password",
  "staff.email_change_asked": "Asked for another email address",
  "staff.email_changed": "Changed their email address",
  "staff.second_factor_on": "Turned their second factor on",
  "staff.second_factor_off": "Turned their second factor off",
  "staff.second_factor_reset": "Took the second factor of {it} away",
  "staff.recovery_codes_renewed": "Made new recovery codes",
};

/** "Changed the role of Mina". */
export function eventSentence(type: string, name: string): string {
  const words = eventWords[type] ?? `${plain(type.split(".")[1] ?? type)}: {it}`;
  return words.replace("{it}", name || "it");
}

/** What kinds of thing the log is about. */
export const kindWords: Readonly<Record<string, string>> = {
  order: "Orders",
  item: "Items",
  category: "Categories",
  import: "Imports",
  photo: "Photos",
  stock: "Stock",
  plan: "Bake plan",
  customer: "Customers",
  staff: "Staff",
  shop: "The shop",
  delivery: "Messages",
  backup: "Backups",
};

const fieldNames: Readonly<Record<string, string>> = {
  twoFactorRequired: "Second factor for all",
  secondFactor: "Second factor",
  onHand: "On hand",
  lowAt: "Low at",
  orderingOpen: "Takes orders",
  ended: "Browsers signed out",
  linksWithdrawn: "Links of theirs withdrawn",
  email: "Email",
  formerEmail: "Email before",
  newEmail: "New email",
};

/** "priceMinor" → "Price". */
export function fieldWords(name: string): string {
  return fieldNames[name] ?? plain(name.replace(/Minor$/, ""));
}

function plain(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
