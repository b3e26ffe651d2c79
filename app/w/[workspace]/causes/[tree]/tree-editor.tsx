"use client";

import dynamic from "next/dynamic";
import { type DragEvent, type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import { Button } from "@/app/_ui/button";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import type { TreeContext } from "@/lib/causes/gates";
import type { TreeImprovement } from "@/lib/causes/load-tree";
import type { Side } from "@/lib/teams/sides";
import type { Talk } from "../../comments/comments";
import { askWhyAction, redoAction, undoAction } from "./actions";
import type { CrossLinks } from "./cross-links";
import { jumpTo } from "./jump-to";
import { type KeptText, letGoText } from "./kept-texts";
import { KeysBar } from "./keys-bar";
import { isLargeTree } from "./large-tree";
import { LeftBehind } from "./left-behind";
import { LineField } from "./line-field";
import { LineNotes } from "./line-notes";
import { dropPlace, type Place } from "./moves";
import { RowTools } from "./row-tools";
import { useShownLine } from "./showing/use-shown-line";
import { Steady } from "./steady";
import { TreeHead } from "./tree-head";
import { pressKey } from "./tree-keys";
import { TreeSays } from "./tree-says";
import type { TreeState } from "./tree-state";
import { useGoneTexts } from "./use-gone-texts";
import { useTree } from "./use-tree";
import { WhyRow } from "./why-row";

export type TreeEditorProps = {
  crumbs: ReactNode;
  workspace: string;
  initial: Pick<TreeState, "tree" | "settledAt" | "facts" | "steps">;
  selectedId: string | null;
  incidentId: string | null;
  since: number;
  sides: readonly [Side, Side];
  rules: TreeContext;
  me: { id: string; name: string; sideId: string | null };
  canEdit: boolean;
  locale: string;
  rootCauses: { id: string; text: string }[];
  improvements: TreeImprovement[];
  ids: { ask: string; evidence: string };
  talk: Talk;
  crossLinks: CrossLinks;
  /** The incidents that the tree serves. */
  served: ReactNode;
};

// Most lines have no hint; whoever meets one fetches what it takes.
const LineHints = dynamic(
  patiently(() => import("./line-hints").then(({ LineHints: found }) => found)),
  { loading: meanwhile },
);

const TreeSide = dynamic(
  patiently(() => import("./tree-side").then(({ TreeSide: found }) => found)),
  { loading: meanwhile },
);

/** The outline with its panel and its keys: the place to write, keyboard first. */
export function TreeEditor(props: TreeEditorProps) {
  const { workspace, sides, rules, me, canEdit, locale, rootCauses, improvements } = props;
  const treeId = props.initial.tree.id;
  const tree = useTree(props);
  useShownLine(tree);
  const { state, index, rows, conflicts, deed, save, select, forget } = tree;
  const [showingKeys, setShowingKeys] = useState(false);
  const selected = state.selectedId ? index.byId.get(state.selectedId) : undefined;
  const near = (!selected && rows.find(({ why }) => why.id === state.nearId)?.why.id) || null;
  const selectedRowView = rows.find(({ why }) => why.id === state.selectedId);
  const selectedRow = useRef<HTMLDivElement>(null);
  const outline = useRef<HTMLDivElement>(null);
  const focused = useRef(state.selectedId);
  const { drop, onDrag } = useDrag(tree);
  const goneTexts = useGoneTexts(treeId, tree);

  useEffect(() => {
    if (state.editing || !tree.treeHasFocus.current) return;
    // A line that is gone takes the focus with it; the one that can be reached by Tab catches it, and nothing scrolls.
    const next = outline.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    // Whoever has only left the field stays where they look: a page that scrolls beneath a finger makes it miss.
    if (state.selectedId) selectedRow.current?.focus({ preventScroll: state.selectedId === focused.current });
    else next?.focus({ preventScroll: true });
    focused.current = state.selectedId;
  }, [state.selectedId, state.editing, tree.treeHasFocus]);

  const undo = () =>
    void deed(undoAction, { id: v7() }).then(({ result }) => tree.tell("Taken back: ", result?.lastSteps?.redo));
  const redo = () =>
    void deed(redoAction, { id: v7() }).then(({ result }) => tree.tell("Done again: ", result?.lastSteps?.undo));
  const onTreeKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.target as HTMLElement).getAttribute("role") !== "treeitem") return;
    const hands = { ...tree, undo, redo, jumpTo, showKeys: () => setShowingKeys(true) };
    if (pressKey(event, { index, rows, selectedId: state.selectedId ?? near, canEdit }, hands)) event.preventDefault();
  };

  const saveKept = (kept: KeptText) => {
    if (index.byId.has(kept.whyId)) return void save(kept.whyId, kept.text);
    // A line that stood already, and was taken out since, is asked as a new one.
    const id = kept.place ? kept.whyId : v7();
    const place = kept.place ?? { parentId: null, afterId: null };
    void deed(askWhyAction, { id, ...place, text: kept.text }).then(
      ({ done }) => done && letGoText(treeId, kept.whyId),
    );
  };

  const choose = (id: string, text: string, theirs: string | undefined) => {
    forget(id);
    letGoText(treeId, id);
    if (text === theirs) tree.show(id, text);
    else void save(id, text);
  };

  const linkTo = (id: string) => `?why=${id}`;
  const context = { workspace, treeId, ids: props.ids, onNews: tree.onNews, inTurn: tree.formInTurn };
  const hints = { context, index, sides, ownSideId: me.sideId, canEdit };
  return (
    <>
      <TreeHead
        {...{ workspace, index, rules, sides, canEdit }}
        crumbs={props.crumbs}
        facts={state.facts}
        selectedId={state.selectedId}
        settledAt={state.settledAt}
        onNews={tree.onNews}
        people={tree.people}
      />
      {state.tree.problemFindings.length > 0 && (
        <div className="problem-hints">
          <LineHints {...hints} why={null} />
        </div>
      )}
      <div
        ref={outline}
        className={isLargeTree(state.tree) ? "tree large" : "tree"}
        role="tree"
        aria-label="Why? Each line answers why the line above happened"
        onKeyDown={onTreeKey}
        onFocus={() => {
          tree.treeHasFocus.current = true;
        }}
        onBlur={(event) => {
          tree.treeHasFocus.current = event.currentTarget.contains(event.relatedTarget);
        }}
      >
        <div className="tree-cols" role="none">
          <span>Why did it happen, and what else had to be true?</span>
          <span>Known how</span>
          <span>Evidence</span>
          <span>Read back</span>
        </div>
        {rows.map((row, at) => {
          const { id } = row.why;
          const isSelected = id === state.selectedId;
          const conflict = conflicts[id];
          return (
            <WhyRow
              key={id}
              row={row}
              sides={sides}
              people={tree.people}
              selected={isSelected}
              tabbable={isSelected || (!selected && (near ? id === near : at === 0))}
              rowRef={isSelected ? selectedRow : null}
              link={linkTo(id)}
              canEdit={canEdit}
              locale={locale}
              drop={drop?.id === id ? drop.place : null}
              onSelect={select}
              onEdit={tree.edit}
              onFold={tree.fold}
              onDrag={onDrag}
              field={
                state.editing?.id === id && (
                  <LineField
                    text={row.why.text}
                    label="Why?"
                    onType={(text) => tree.type(id, text)}
                    onText={(text) => void tree.pause(id, text)}
                    onKey={(key, text) => tree.typingKey(id, key, text)}
                    onLeave={(text) => tree.leave(id, text)}
                  />
                )
              }
              below={
                <>
                  {conflict && <LineNotes conflict={conflict} onChoose={(text) => choose(id, text, conflict.theirs)} />}
                  {isSelected && row.why.findings.length > 0 && <LineHints {...hints} why={row.why} />}
                  {isSelected && canEdit && <RowTools row={row} tree={tree} />}
                </>
              }
              isPlain={!conflict && !isSelected}
            />
          );
        })}
        {rows.length === 0 && (
          <div className="ask-first" role="none">
            <p className="empty-words">
              Nobody has asked why yet. A first answer may be a guess: it can be refuted later.
            </p>
            {canEdit && (
              <Button small onClick={() => tree.draft(null, null)}>
                Ask why
              </Button>
            )}
          </div>
        )}
      </div>
      <aside className="tree-side" id="why-panel" tabIndex={-1} aria-label="About the chosen line">
        <TreeSide
          {...{ context, index, rules, sides, canEdit, locale, rootCauses, improvements, linkTo }}
          facts={state.facts}
          incidentId={props.incidentId}
          settledAt={state.settledAt}
          why={selected?.text ? selected : undefined}
          tools={selectedRowView && canEdit ? <RowTools row={selectedRowView} tree={tree} /> : null}
          own={canEdit ? sides.find(({ id }) => id === me.sideId) : undefined}
          crossLinks={props.crossLinks}
          served={props.served}
          talk={props.talk}
          onSelect={select}
        />
      </aside>
      <Steady moment={state.heardOthers ?? 0} changed={state.changedIds ?? []} />
      <TreeSays saving={tree.saving} notice={tree.notice} told={tree.told} {...goneTexts}>
        <LeftBehind treeId={treeId} standing={(id) => index.byId.get(id)?.text} onSave={saveKept} />
      </TreeSays>
      <KeysBar
        news={tree.saving}
        canEdit={canEdit}
        steps={state.steps}
        onUndo={undo}
        onRedo={redo}
        showingKeys={showingKeys}
        onShowKeys={setShowingKeys}
      />
    </>
  );
}

/** Carrying a why with the pointer; keys and buttons do the same. */
function useDrag({ latest, moveTo }: Pick<ReturnType<typeof useTree>, "latest" | "moveTo">) {
  const [drop, setDrop] = useState<{ id: string; place: Place } | null>(null);
  const carried = useRef<string | null>(null);
  const onDrag = useCallback(
    (phase: "start" | "over" | "drop" | "end", id: string, event: DragEvent<HTMLElement>) => {
      if (phase === "start") {
        carried.current = id;
        event.dataTransfer.effectAllowed = "move";
        return;
      }
      const target = carried.current ? dropPlace(latest.current.index, carried.current, id, event) : undefined;
      if (target) event.preventDefault();
      if (phase === "over" && target) {
        setDrop((now) => (now?.id === id && now.place === target.side ? now : { id, place: target.side }));
        return;
      }
      setDrop(null);
      if (phase === "drop" && target && carried.current) moveTo(carried.current, target.to);
      if (phase !== "over") carried.current = null;
    },
    [latest, moveTo],
  );
  return { drop, onDrag };
}
