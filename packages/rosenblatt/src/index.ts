export * from "@rosenblatt/chess";
export * from "@rosenblatt/datasets";
export * from "@rosenblatt/engine";
export * from "@rosenblatt/models";
export * from "@rosenblatt/plots";
export * from "@rosenblatt/training";
export * as widgets from "@rosenblatt/widgets";
