import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/staff/staff.module.css";
import { mayRole, type Permission, permissions, permissionWords, roles, roleWords } from "@/lib/permission";

type SubjectOf<Name> = Name extends `${infer Subject}.${string}` ? Subject : never;
type Subject = SubjectOf<Permission>;

const subjects: Readonly<Record<Subject, string>> = {
  orders: "Orders",
  customers: "Customers",
  catalog: "Items",
  stock: "Stock",
  slots: "Pickup times",
  waiting: "Waiting lists",
  deliveries: "Messages",
  destinations: "Destinations",
  shop: "The shop",
  reports: "Reports",
  settings: "Settings",
  backup: "Backup",
  audit: "Audit log",
  staff: "Staff",
};

/** What each role may do, from the one table that the shop itself asks. */
export function RolesTable() {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="roles">
      <h2 id="roles">What each role may do</h2>
      <Roles />
    </section>
  );
}

/** The same, folded away where it is only by the way. */
export function FoldedRoles() {
  return (
    <details className={`panel ${s.panel} ${s.fold}`}>
      <summary>What each role may do</summary>
      <Roles />
    </details>
  );
}

function Roles() {
  return (
    <table className={s.roles}>
      <thead>
        <tr>
          <td />
          {roles.map((role) => (
            <th key={role} scope="col">
              {roleWords[role]}
            </th>
          ))}
        </tr>
      </thead>
      {bySubject().map(([subject, ones]) => (
        <tbody key={subject}>
          <tr className={s.subject}>
            <th colSpan={4} scope="rowgroup">
              {subjects[subject]}
            </th>
          </tr>
          {ones.map((permission) => (
            <tr key={permission}>
              <th scope="row">{permissionWords[permission]}</th>
              {roles.map((role) => (
                <td key={role}>
                  {mayRole(role, permission) ? <Glyph name="tick" /> : <Glyph name="dash" />}
                  <span className="sr">{mayRole(role, permission) ? "Yes" : "No"}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function bySubject(): [Subject, Permission[]][] {
  return [...Map.groupBy(permissions, (permission) => permission.split(".")[0] as Subject)];
}
