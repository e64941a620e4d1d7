// The calls on the way from ideas to guidelines, typed by the service's OpenAPI document as those in `api.ts` are.
import type { components } from "../lib/schema";
import { at, C, client, data, ifRead, tagged, whole, within, type Page } from "./api";

type Schemas = components["schemas"];
type Tagged = { etag?: string | null };
export type Background = Schemas["Background"] & Tagged;
export type OrganisationBody = Schemas["OrganisationBody"];
export type RelatedWork = Schemas["RelatedWork"];
export type TimelineEntry = Required<Schemas["TimelineEntry"]> & Tagged;
export type Source = Required<Schemas["Evidence"]> & Tagged;
export type KeyFigure = Schemas["KeyFigure"];
export type Guideline = Required<Schemas["Guideline"]> & Tagged;
export type GuidelineState = Schemas["GuidelineState"];
export type GuidelineSettings = Partial<Schemas["GuidelineSettings"]>;
export type Cited = Schemas["Cited"];
export type Version = Schemas["GuidelineVersion"];
export type Comment = Required<Schemas["Comment"]>;
export type Decision = Required<Schemas["Decision"]> & Tagged;
export type DecisionOutcome = Schemas["DecisionOutcome"];
export type IdeaDecision = Decision & { idea: string };
/** What a list of snapshots tells of each. */
export interface Snapshot {
  id: string;
  seq: number;
  hash: string;
  votes: number;
  participants: number;
  made_at: string;
}

export const process = {
  background: (c: string) => tagged<Background>(client.GET(`${C}/background`, at(c))),
  setBackground: (c: string, { etag, ...body }: Background) =>
    tagged<Background>(client.PUT(`${C}/background`, { ...at(c), body, ...ifRead(etag) })),

  timeline: (c: string) => whole<Page<TimelineEntry>>(client.GET(`${C}/timeline`, at(c))),
  entry: (c: string, id: string) => tagged<TimelineEntry>(client.GET(`${C}/timeline/{id}`, within(c, id))),
  addEntry: (c: string, body: Schemas["TimelineSettings"]) => whole<TimelineEntry>(client.POST(`${C}/timeline`, { ...at(c), body })),
  changeEntry: (c: string, id: string, body: Schemas["TimelineSettings"], read?: string | null) =>
    tagged<TimelineEntry>(client.PATCH(`${C}/timeline/{id}`, { ...within(c, id), body, ...ifRead(read) })),
  removeEntry: (c: string, id: string) => data(client.DELETE(`${C}/timeline/{id}`, within(c, id))),

  evidence: (c: string) => whole<Page<Source>>(client.GET(`${C}/evidence`, at(c))),
  source: (c: string, id: string) => tagged<Source>(client.GET(`${C}/evidence/{id}`, within(c, id))),
  addSource: (c: string, body: Schemas["EvidenceSettings"]) => whole<Source>(client.POST(`${C}/evidence`, { ...at(c), body })),
  changeSource: (c: string, id: string, body: Schemas["EvidenceSettings"], read?: string | null) =>
    tagged<Source>(client.PATCH(`${C}/evidence/{id}`, { ...within(c, id), body, ...ifRead(read) })),
  removeSource: (c: string, id: string) => data(client.DELETE(`${C}/evidence/{id}`, within(c, id))),
  /** A file's bytes as they are: the service reads its encoding. Nothing takes the table away. */
  setTable: (c: string, id: string, lang: string, file: Blob | null) =>
    whole<Source>(
      client.PUT(`${C}/evidence/{id}/table`, {
        params: { path: { c, id }, query: { lang } },
        body: "",
        bodySerializer: () => file ?? "",
        headers: { "content-type": "text/csv" },
      }),
    ),

  guidelines: (c: string) => whole<Page<Guideline>>(client.GET(`${C}/guidelines`, at(c))),
  guideline: (c: string, id: string) => tagged<Guideline>(client.GET(`${C}/guidelines/{id}`, within(c, id))),
  draft: (c: string, body: GuidelineSettings) => whole<Guideline>(client.POST(`${C}/guidelines`, { ...at(c), body: body as Schemas["GuidelineSettings"] })),
  changeGuideline: (c: string, id: string, body: GuidelineSettings, read?: string | null) =>
    tagged<Guideline>(client.PATCH(`${C}/guidelines/{id}`, { ...within(c, id), body: body as Schemas["GuidelineSettings"], ...ifRead(read) })),
  removeGuideline: (c: string, id: string) => data(client.DELETE(`${C}/guidelines/{id}`, within(c, id))),
  adopt: (c: string, id: string, read?: string | null) =>
    tagged<Guideline>(client.PUT(`${C}/guidelines/{id}/adoption`, { ...within(c, id), ...ifRead(read) })),
  reopen: (c: string, id: string, read?: string | null) =>
    tagged<Guideline>(client.DELETE(`${C}/guidelines/{id}/adoption`, { ...within(c, id), ...ifRead(read) })),
  versions: (c: string, id: string) => whole<Page<Version>>(client.GET(`${C}/guidelines/{id}/versions`, within(c, id))),
  comments: (c: string, id: string) => whole<Page<Comment>>(client.GET(`${C}/guidelines/{id}/comments`, within(c, id))),
  comment: (c: string, id: string, text: string, thread: string | null) =>
    whole<Page<Comment>>(client.POST(`${C}/guidelines/{id}/comments`, { ...within(c, id), body: { text, thread } })),
  resolve: (c: string, id: string, thread: string, resolved: boolean) =>
    whole<Page<Comment>>(client.PATCH(`${C}/guidelines/{id}/comments/{thread}`, { params: { path: { c, id, thread } }, body: { resolved } })),
  secondRound: (c: string, body: Partial<Schemas["NewSecondRound"]>) =>
    whole<Schemas["SecondRoundMade"]>(client.POST(`${C}/second-round`, { ...at(c), body: body as Schemas["NewSecondRound"] })),

  decisions: (c: string) => whole<Page<IdeaDecision>>(client.GET(`${C}/decisions`, at(c))),
  decision: (c: string, id: string) => tagged<Decision>(client.GET(`${C}/ideas/{id}/decision`, within(c, id))),
  decide: (c: string, id: string, body: Schemas["Decision"], read?: string | null) =>
    tagged<Decision>(client.PUT(`${C}/ideas/{id}/decision`, { ...within(c, id), body, ...ifRead(read) })),

  snapshots: (c: string) => whole<Page<Snapshot>>(client.GET(`${C}/snapshots`, at(c))),
  makeSnapshot: (c: string) => whole<Snapshot>(client.POST(`${C}/snapshots`, at(c))),
};
