import type { StreamListener } from '@/lib/provider/relay-frames';

/** Hears everything of a stream and makes nothing of it. */
export const SILENT_LISTENER: StreamListener = {
  onComment() {},
  onFrames() {},
  onDoneMark() {},
  onNote() {},
  onUsage() {},
  onUsageAtEnd() {},
  onPiece() {},
  onFailure() {},
};
