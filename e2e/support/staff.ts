/** Who works at the shop of the tests, all with the same password. */
export const password = "flour water salt time";

export const staff = {
  owner: { name: "Nora", email: "nora@fernhill.example" },
  manager: { name: "Idris", email: "idris@fernhill.example" },
  staff: { name: "Mina", email: "mina@fernhill.example" },
} as const;

export type StaffRole = keyof typeof staff;
