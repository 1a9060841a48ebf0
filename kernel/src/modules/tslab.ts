export const tslab = {};
