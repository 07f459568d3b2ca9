import type { DragEvent } from 'react';

interface DragHandlers {
  draggable: true;
  onDragStart(event: DragEvent): void;
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

/**
 * Lets an element be dragged to the place of another one of its kind. A finger cannot: what uses it has another way too.
 *
 * @param kind in lower case, as browsers tell it while something is dragged.
 * @param onTakePlace called with the id of the one that was dropped on this one.
 */
export function orderByDrag(kind: string, id: string, onTakePlace: (dropped: string) => void): DragHandlers {
  const type = `application/x-abreast-${kind}`;
  return {
    draggable: true,
    onDragStart({ dataTransfer }) {
      dataTransfer.setData(type, id);
      dataTransfer.effectAllowed = 'move';
    },
    onDragOver(event) {
      if (event.dataTransfer.types.includes(type)) event.preventDefault();
    },
    onDrop(event) {
      const dropped = event.dataTransfer.getData(type);
      if (dropped === '') return;
      event.preventDefault();
      if (dropped !== id) onTakePlace(dropped);
    },
  };
}
