/** What a role may do. The one table; a permission that is not here does not exist. */
const table = {
  "orders.view": ["owner", "manager", "staff"],
  "orders.move": ["owner", "manager", "staff"],
  "orders.pay": ["owner", "manager", "staff"],
  "orders.cancel": ["owner", "manager"],
  "stock.view": ["owner", "manager", "staff"],
  "stock.receive": ["owner", "manager", "staff"],
  "stock.count": ["owner", "manager"],
  "deliveries.view": ["owner", "manager", "staff"],
  "deliveries.send_again": ["owner", "manager"],
  "shop.open": ["owner", "manager"],
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
