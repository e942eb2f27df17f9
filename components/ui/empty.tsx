/* A list with nothing in it: `<Empty title="No items yet." action={<Link className="btn go" …>Add the first</Link>}>What will stand here.</Empty>` */

import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; action?: ReactNode };

export function Empty({ title, children, action }: Props) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children}
      {action && <div>{action}</div>}
    </div>
  );
}
