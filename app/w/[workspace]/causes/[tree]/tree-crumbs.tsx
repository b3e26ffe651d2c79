import { type Crumb, Crumbs } from "@/app/_ui/page-frame";

/** The way to a tree; and why nothing can be changed there once the last of its incidents has ended (method 1.1). */
export function TreeCrumbs({ path, hasEnded }: { path: Crumb[]; hasEnded: boolean }) {
  if (!hasEnded) return <Crumbs path={path} />;
  return (
    <div className="grid min-w-0 gap-1">
      <Crumbs path={path} />
      <p className="note">
        Every incident of this tree has ended, so it is only read. Reopen one on its page to go on.
      </p>
    </div>
  );
}
