import { Icon } from "@/components/layout/admin-icons";

/** Finds an order of any day by what people say at the door. */
export function FindOrder({ typed }: { typed: string }) {
  return (
    <search>
      <form action="/admin/orders" className="find" data-typed={typed || undefined}>
        <label htmlFor="find" className="sr">
          Find an order
        </label>
        <Icon name="find" />
        <input
          id="find"
          type="search"
          name="find"
          defaultValue={typed}
          placeholder="Number, name, phone"
          maxLength={80}
          autoComplete="off"
          enterKeyHint="search"
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}
