import Link from "next/link";
import { StateMark } from "@/components/layout/admin-icons";
import { Table } from "@/components/ui/table";
import { type Role, roleWords } from "@/lib/permission";

export type PersonView = {
  id: string;
  name: string;
  email: string;
  role: Role;
  secondFactor: boolean;
  seen: string;
  you: boolean;
};

/** Everyone on the staff. */
export function People({ people }: { people: PersonView[] }) {
  return (
    <Table
      caption="Everyone on the staff"
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        {
          head: "Name",
          main: true,
          cell: ({ id, name, you }) => (
            <>
              <Link className="link" href={`/admin/staff/${id}`}>
                {name}
              </Link>
              {you && <span className="quiet"> (you)</span>}
            </>
          ),
        },
        { head: "Role", cell: ({ role }) => roleWords[role] },
        { head: "Email", cell: ({ email }) => email },
        {
          head: "Second factor",
          cell: ({ secondFactor }) =>
            secondFactor ? (
              <StateMark hue="ready" glyph="tick">
                On
              </StateMark>
            ) : (
              <span className="quiet">Off</span>
            ),
        },
        { head: "Last seen", cell: ({ seen }) => seen },
      ]}
    />
  );
}
