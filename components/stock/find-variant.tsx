import { Icon } from "@/components/layout/admin-icons";

/** Narrows the day's variants to those whose item or SKU holds what is typed. */
export function FindVariant({ typed, day }: { typed: string; day: string }) {
  return (
    <search>
      <form action="/admin/stock" className="find" data-typed={typed || undefined}>
        <input type="hidden" name="day" value={day} />
        <label htmlFor="find" className="sr">
          Find a variant
        </label>
        <Icon name="find" />
        <input
          id="find"
          type="search"
          name="find"
          defaultValue={typed}
          placeholder="Item or SKU"
          maxLength={80}
          autoComplete="off"
          enterKeyHint="search"
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}
