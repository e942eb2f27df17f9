/** What a role may do. The one table; a permission that is not here does not exist. */
const table = {
  "orders.view": ["owner", "manager", "staff"],
  "orders.move": ["owner", "manager", "staff"],
  "orders.pay": ["owner", "manager", "staff"],
  "orders.place": ["owner", "manager", "staff"],
  "orders.change": ["owner", "manager", "staff"],
  "orders.lift_limit": ["owner", "manager", "staff"],
  "orders.note": ["owner", "manager", "staff"],
  "orders.print": ["owner", "manager", "staff"],
  "orders.cancel": ["owner", "manager"],
  "orders.export": ["owner", "manager"],
  "customers.view": ["owner", "manager", "staff"],
  "customers.erase": ["owner", "manager"],
  "catalog.view": ["owner", "manager", "staff"],
  "catalog.change": ["owner", "manager"],
  "catalog.import": ["owner", "manager"],
  "stock.view": ["owner", "manager", "staff"],
  "stock.receive": ["owner", "manager", "staff"],
  "stock.sell": ["owner", "manager", "staff"],
  "stock.write_off": ["owner", "manager", "staff"],
  "stock.count": ["owner", "manager"],
  "stock.plan": ["owner", "manager"],
  "stock.prove": ["owner", "manager"],
  "slots.close": ["owner", "manager", "staff"],
  "slots.change": ["owner", "manager"],
  "waiting.view": ["owner", "manager", "staff"],
  "waiting.manage": ["owner", "manager"],
  "deliveries.view": ["owner", "manager", "staff"],
  "deliveries.send_again": ["owner", "manager"],
  "destinations.view": ["owner", "manager"],
  "destinations.connect": ["owner"],
  "shop.open": ["owner", "manager"],
  "reports.view": ["owner", "manager"],
  "settings.change": ["owner", "manager"],
  "shop.empty": ["owner"],
  "backup.view": ["owner", "manager"],
  "audit.view": ["owner", "manager"],
  "staff.manage": ["owner"],
} as const;

export type Role = "owner" | "manager" | "staff";
export type Permission = keyof typeof table;

/** What each permission allows, as people read it: one without words does not compile. */
export const permissionWords: Readonly<Record<Permission, string>> = {
  "orders.view": "See orders and the board",
  "orders.move": "Accept orders, mark them ready, complete them, and take a move back",
  "orders.pay": "Mark an order paid",
  "orders.place": "Take an order at the counter or on the phone",
  "orders.change": "Change an order's lines, pickup, contact and note",
  "orders.lift_limit": "Let one order pass limits, with a reason",
  "orders.note": "Write notes that only the staff see",
  "orders.print": "Print tickets, packing slips and the pick list",
  "orders.cancel": "Cancel an order, or a line of it",
  "orders.export": "Download orders as a file",
  "customers.view": "Find customers and see what they ordered",
  "customers.erase": "Forget a customer who asks for it",
  "catalog.view": "See items, prices and photos, also as a file",
  "catalog.change": "Make and change items, prices and photos",
  "catalog.import": "Bring items in from a file",
  "stock.view": "See stock and its ledger",
  "stock.receive": "Add units that came",
  "stock.sell": "Take off units sold at the counter",
  "stock.write_off": "Write units off, with a reason",
  "stock.count": "Count stock",
  "stock.plan": "Plan how much is made on which day",
  "stock.prove": "Check that stock agrees with its ledger",
  "slots.close": "Close a pickup time, and open it again",
  "slots.change": "Change the pickup times of a day, and how much fits into them",
  "waiting.view": "See who waits for what is sold out",
  "waiting.manage": "Move people in a waiting list, or take them off it, with a reason",
  "deliveries.view": "See every message that went out",
  "deliveries.send_again": "Send a message again",
  "destinations.view": "See which other systems are connected, and how they do",
  "destinations.connect": "Connect other systems, pause and remove them",
  "shop.open": "Open and close the shop for orders, and pause it",
  "reports.view": "See reports",
  "settings.change": "Change the shop's settings",
  "shop.empty": "Empty the shop to start fresh",
  "backup.view": "See when the last backup was made",
  "audit.view": "See what everyone did",
  "staff.manage": "Invite people, change their roles, and remove them",
};

/** Every role, the widest first. */
export const roles = ["owner", "manager", "staff"] as const satisfies readonly Role[];

/** A role as people read it. */
export const roleWords: Readonly<Record<Role, string>> = { owner: "Owner", manager: "Manager", staff: "Staff" };

/** Every permission, in the table's order. */
export const permissions = Object.keys(table) as Permission[];

/** Whether a role carries a permission. */
export function mayRole(role: Role, permission: Permission): boolean {
  return (table[permission] as readonly Role[]).includes(role);
}
