import type { ReactNode } from "react";
import { PageFrame } from "@/app/_ui/page-frame";
import { RailLink } from "@/app/_ui/rail-link";
import type { Role } from "@/db/terms";
import { roomsFor } from "./rooms";

type Props = { workspace: string; role: Role; title: string; children: ReactNode };

/** One page of the settings, with the way to the others at its left. */
export function SettingsFrame({ workspace, role, title, children }: Props) {
  const home = `/w/${workspace}/settings`;
  return (
    <PageFrame title={title} crumbs={[{ label: "Settings", href: home }, { label: title }]}>
      <div className="settings">
        <nav className="subnav" aria-label="Settings">
          {roomsFor(role).map((room) => (
            <RailLink key={room.path} href={`${home}/${room.path}`}>
              {room.title}
            </RailLink>
          ))}
        </nav>
        <div>{children}</div>
      </div>
    </PageFrame>
  );
}
