import { formulas } from '@/components/answer/formula';

// What draws formulas is there before the first answer is rendered, as on the server.
formulas.load();
await formulas.ready;
