export { createTypeService } from "./create-type-service.js";
