import { Moon } from "lucide-react";

/** Said on every page while the shop takes no orders: one can look. */
export function OrderingClosed({ message }: { message: string }) {
  return (
    <div className="blk">
      <p className="notice" role="status">
        <Moon className="ico" aria-hidden />
        <span>
          <strong>We take no orders at the moment.</strong> {message || "You can still look around."}
        </span>
      </p>
    </div>
  );
}
