/** What a role may do. The one table; a permission that is not here does not exist. */
const table = {
  "orders.view": ["owner", "manager", "staff"],
  "orders.move": ["owner", "manager", "staff"],
  "orders.pay": ["owner", "manager", "staff"],
  "orders.place": ["owner", "manager", "staff"],
  "orders.change": ["owner", "manager", "staff"],
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
  "deliveries.view": ["owner", "manager", "staff"],
  "deliveries.send_again": ["owner", "manager"],
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

/** Every permission, in the table's order. */
export const permissions = Object.keys(table) as Permission[];

/** Whether a role carries a permission. */
export function mayRole(role: Role, permission: Permission): boolean {
  return (table[permission] as readonly Role[]).includes(role);
}
