/**
 * Versions of the index that several replicas share. What stands behind it (adapters/postgres) holds each version
 * whole, one of them live; a replica copies the live one into its data folder (`replica.ts`) and answers from there.
 */
import type { Manifest } from './manifest.js';

export interface SharedVersion {
  readonly version: string;
  /** ISO 8601. */
  readonly builtAt: string;
  readonly documents: number;
  readonly passages: number;
  readonly isLive: boolean;
  readonly bytes: number;
}

/** What whoever builds or rolls back needs. */
export interface SharedVersions {
  /** Makes the version in `folder` live, and puts it there first where it is not: both, or neither. Removes old ones. */
  publish(folder: string, manifest: Manifest): Promise<void>;
  /** The same where nothing is live yet; else nothing. True where it did. */
  publishFirst(folder: string, manifest: Manifest): Promise<boolean>;
  /** Newest first. */
  list(): Promise<readonly SharedVersion[]>;
  /** What was live before the live one and is still there. */
  before(): Promise<string | undefined>;
  /** Makes another version live, at once for everyone. Rejects with an `IndexVersionError` where it is unknown. */
  switchTo(version: string): Promise<void>;
}

/** What a replica needs. */
export interface VersionSource {
  /** The live version's manifest as it was stored, still to be judged; undefined where there is none. */
  live(): Promise<unknown>;
  /** Writes one file of a version to `path`. */
  copyFile(version: string, file: string, path: string): Promise<void>;
  /** Calls `onNews` whenever another version may have become live. */
  watch(onNews: () => void): { close(): Promise<void> };
}
