/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/spec.schema.json","type":"object","required":["specVersion","actions"],"properties":{"specVersion":{"type":"string","maxLength":16},"name":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$"},"version":{"type":"string","pattern":"^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$"},"label":{"type":"string","maxLength":256},"description":{"type":"string","maxLength":4096},"author":{"type":"string","maxLength":256},"org":{"type":"string","maxLength":256},"created":{"type":"integer","minimum":0,"maximum":4102444800},"changelog":{"type":"string","maxLength":65536},"categories":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":128}},"tags":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}},"dependencies":{"$ref":"common.schema.json#/definitions/Dependencies"},"cdapVersion":{"type":"string","maxLength":256},"paiVersion":{"type":"string","maxLength":256},"license":{"type":"string","maxLength":255},"licenseId":{"type":"string","maxLength":128},"components":{"type":"array","maxItems":16,"items":{"enum":["job","data","script","dockerimage","output"]}},"beta":{"type":"boolean"},"paid":{"type":"boolean"},"archive":{"type":"object","required":["sha256","size"],"properties":{"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991},"entries":{"type":"array","maxItems":20000,"items":{"$ref":"common.schema.json#/definitions/ArchiveEntry"}}}},"files":{"type":"object","maxProperties":256,"additionalProperties":{"$ref":"common.schema.json#/definitions/FilePin"}},"actions":{"type":"array","maxItems":64,"items":{"$ref":"common.schema.json#/definitions/Action"}}}};
const schema13 = {"type":"object","properties":{"cdap":{"type":"object","properties":{"minVersion":{"type":"string","maxLength":64},"maxVersion":{"type":"string","maxLength":64}}}}};
const schema14 = {"type":"object","required":["name","size","sha256"],"properties":{"name":{"type":"string","maxLength":1024,"minLength":1},"size":{"type":"integer","minimum":0,"maximum":9007199254740991},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}};
const schema15 = {"type":"object","required":["sha256","size"],"properties":{"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991}}};
const func0 = Object.prototype.hasOwnProperty;
const func48 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$", "u");
const pattern1 = new RegExp("^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$", "u");
const pattern2 = new RegExp("^[0-9a-f]{64}$", "u");
const schema16 = {"type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":64,"minLength":1},"label":{"type":"string","maxLength":256},"arguments":{"type":"array","maxItems":64,"items":{"$ref":"common.schema.json#/definitions/ActionArgument"}}}};
const schema17 = {"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":128,"minLength":1},"value":{},"default":{},"canModify":{"type":"boolean"},"label":{"type":"string","maxLength":256},"description":{"type":"string","maxLength":4096}}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func48(data0) > 64){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(func48(data0) < 1){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined && func0.call(data, "label")){
let data1 = data.label;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func48(data1) > 256){
validate12.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.arguments !== undefined && func0.call(data, "arguments")){
let data2 = data.arguments;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
if(data2.length > 64){
validate12.errors = [{instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing1;
if(((data3.name === undefined) || (!(func0.call(data3, "name")))) && (missing1 = "name")){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data3.name !== undefined && func0.call(data3, "name")){
let data4 = data3.name;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func48(data4) > 128){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(func48(data4) < 1){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs10 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.canModify !== undefined && func0.call(data3, "canModify")){
const _errs12 = errors;
if(typeof data3.canModify !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/canModify",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/canModify/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid3 = _errs12 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.label !== undefined && func0.call(data3, "label")){
let data6 = data3.label;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func48(data6) > 256){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs14 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.description !== undefined && func0.call(data3, "description")){
let data7 = data3.description;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(func48(data7) > 4096){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/spec.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.specVersion === undefined) || (!(func0.call(data, "specVersion")))) && (missing0 = "specVersion")) || (((data.actions === undefined) || (!(func0.call(data, "actions")))) && (missing0 = "actions"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.specVersion !== undefined && func0.call(data, "specVersion")){
let data0 = data.specVersion;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func48(data0) > 16){
validate10.errors = [{instancePath:instancePath+"/specVersion",schemaPath:"#/properties/specVersion/maxLength",keyword:"maxLength",params:{limit: 16}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/specVersion",schemaPath:"#/properties/specVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined && func0.call(data, "name")){
let data1 = data.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined && func0.call(data, "version")){
let data2 = data.version;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined && func0.call(data, "label")){
let data3 = data.label;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func48(data3) > 256){
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined && func0.call(data, "description")){
let data4 = data.description;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(func48(data4) > 4096){
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.author !== undefined && func0.call(data, "author")){
let data5 = data.author;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(func48(data5) > 256){
validate10.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.org !== undefined && func0.call(data, "org")){
let data6 = data.org;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data6 === "string"){
if(func48(data6) > 256){
validate10.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.created !== undefined && func0.call(data, "created")){
let data7 = data.created;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 4102444800 || isNaN(data7)){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4102444800}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.changelog !== undefined && func0.call(data, "changelog")){
let data8 = data.changelog;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data8 === "string"){
if(func48(data8) > 65536){
validate10.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/maxLength",keyword:"maxLength",params:{limit: 65536}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.categories !== undefined && func0.call(data, "categories")){
let data9 = data.categories;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data9)){
if(data9.length > 64){
validate10.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
const _errs21 = errors;
if(errors === _errs21){
if(typeof data10 === "string"){
if(func48(data10) > 128){
validate10.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs21 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tags !== undefined && func0.call(data, "tags")){
let data11 = data.tags;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data11)){
if(data11.length > 64){
validate10.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid2 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
const _errs25 = errors;
if(errors === _errs25){
if(typeof data12 === "string"){
if(func48(data12) > 64){
validate10.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs25 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dependencies !== undefined && func0.call(data, "dependencies")){
let data13 = data.dependencies;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.cdap !== undefined && func0.call(data13, "cdap")){
let data14 = data13.cdap;
const _errs30 = errors;
if(errors === _errs30){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.minVersion !== undefined && func0.call(data14, "minVersion")){
let data15 = data14.minVersion;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data15 === "string"){
if(func48(data15) > 64){
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs32 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data14.maxVersion !== undefined && func0.call(data14, "maxVersion")){
let data16 = data14.maxVersion;
const _errs34 = errors;
if(errors === _errs34){
if(typeof data16 === "string"){
if(func48(data16) > 64){
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs34 === errors;
}
else {
var valid5 = true;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies",schemaPath:"common.schema.json#/definitions/Dependencies/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cdapVersion !== undefined && func0.call(data, "cdapVersion")){
let data17 = data.cdapVersion;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data17 === "string"){
if(func48(data17) > 256){
validate10.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paiVersion !== undefined && func0.call(data, "paiVersion")){
let data18 = data.paiVersion;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data18 === "string"){
if(func48(data18) > 256){
validate10.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.license !== undefined && func0.call(data, "license")){
let data19 = data.license;
const _errs40 = errors;
if(errors === _errs40){
if(typeof data19 === "string"){
if(func48(data19) > 255){
validate10.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/maxLength",keyword:"maxLength",params:{limit: 255}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.licenseId !== undefined && func0.call(data, "licenseId")){
let data20 = data.licenseId;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data20 === "string"){
if(func48(data20) > 128){
validate10.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.components !== undefined && func0.call(data, "components")){
let data21 = data.components;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data21)){
if(data21.length > 16){
validate10.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16}}];
return false;
}
else {
var valid6 = true;
const len2 = data21.length;
for(let i2=0; i2<len2; i2++){
let data22 = data21[i2];
const _errs46 = errors;
if(!(((((data22 === "job") || (data22 === "data")) || (data22 === "script")) || (data22 === "dockerimage")) || (data22 === "output"))){
validate10.errors = [{instancePath:instancePath+"/components/" + i2,schemaPath:"#/properties/components/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.components.items.enum}}];
return false;
}
var valid6 = _errs46 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.beta !== undefined && func0.call(data, "beta")){
const _errs47 = errors;
if(typeof data.beta !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paid !== undefined && func0.call(data, "paid")){
const _errs49 = errors;
if(typeof data.paid !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/paid",schemaPath:"#/properties/paid/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.archive !== undefined && func0.call(data, "archive")){
let data25 = data.archive;
const _errs51 = errors;
if(errors === _errs51){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing1;
if((((data25.sha256 === undefined) || (!(func0.call(data25, "sha256")))) && (missing1 = "sha256")) || (((data25.size === undefined) || (!(func0.call(data25, "size")))) && (missing1 = "size"))){
validate10.errors = [{instancePath:instancePath+"/archive",schemaPath:"#/properties/archive/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data25.sha256 !== undefined && func0.call(data25, "sha256")){
let data26 = data25.sha256;
const _errs53 = errors;
if(errors === _errs53){
if(typeof data26 === "string"){
if(!pattern2.test(data26)){
validate10.errors = [{instancePath:instancePath+"/archive/sha256",schemaPath:"#/properties/archive/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive/sha256",schemaPath:"#/properties/archive/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid7 = _errs53 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data25.size !== undefined && func0.call(data25, "size")){
let data27 = data25.size;
const _errs55 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate10.errors = [{instancePath:instancePath+"/archive/size",schemaPath:"#/properties/archive/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs55){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 9007199254740991 || isNaN(data27)){
validate10.errors = [{instancePath:instancePath+"/archive/size",schemaPath:"#/properties/archive/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data27 < 0 || isNaN(data27)){
validate10.errors = [{instancePath:instancePath+"/archive/size",schemaPath:"#/properties/archive/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid7 = _errs55 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data25.entries !== undefined && func0.call(data25, "entries")){
let data28 = data25.entries;
const _errs57 = errors;
if(errors === _errs57){
if(Array.isArray(data28)){
if(data28.length > 20000){
validate10.errors = [{instancePath:instancePath+"/archive/entries",schemaPath:"#/properties/archive/properties/entries/maxItems",keyword:"maxItems",params:{limit: 20000}}];
return false;
}
else {
var valid8 = true;
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
const _errs59 = errors;
const _errs60 = errors;
if(errors === _errs60){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing2;
if(((((data29.name === undefined) || (!(func0.call(data29, "name")))) && (missing2 = "name")) || (((data29.size === undefined) || (!(func0.call(data29, "size")))) && (missing2 = "size"))) || (((data29.sha256 === undefined) || (!(func0.call(data29, "sha256")))) && (missing2 = "sha256"))){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3,schemaPath:"common.schema.json#/definitions/ArchiveEntry/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data29.name !== undefined && func0.call(data29, "name")){
let data30 = data29.name;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data30 === "string"){
if(func48(data30) > 1024){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/name/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(func48(data30) < 1){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/name/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/name",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs62 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data29.size !== undefined && func0.call(data29, "size")){
let data31 = data29.size;
const _errs64 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/size",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs64){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 9007199254740991 || isNaN(data31)){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/size",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data31 < 0 || isNaN(data31)){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/size",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid10 = _errs64 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data29.sha256 !== undefined && func0.call(data29, "sha256")){
let data32 = data29.sha256;
const _errs66 = errors;
if(errors === _errs66){
if(typeof data32 === "string"){
if(!pattern2.test(data32)){
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/sha256",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3+"/sha256",schemaPath:"common.schema.json#/definitions/ArchiveEntry/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs66 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive/entries/" + i3,schemaPath:"common.schema.json#/definitions/ArchiveEntry/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid8 = _errs59 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive/entries",schemaPath:"#/properties/archive/properties/entries/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid7 = _errs57 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/archive",schemaPath:"#/properties/archive/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined && func0.call(data, "files")){
let data33 = data.files;
const _errs68 = errors;
if(errors === _errs68){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(Object.keys(data33).length > 256){
validate10.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/maxProperties",keyword:"maxProperties",params:{limit: 256}}];
return false;
}
else {
for(const key0 of Object.keys(data33)){
let data34 = data33[key0];
const _errs71 = errors;
const _errs72 = errors;
if(errors === _errs72){
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
let missing3;
if((((data34.sha256 === undefined) || (!(func0.call(data34, "sha256")))) && (missing3 = "sha256")) || (((data34.size === undefined) || (!(func0.call(data34, "size")))) && (missing3 = "size"))){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"common.schema.json#/definitions/FilePin/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
if(data34.sha256 !== undefined && func0.call(data34, "sha256")){
let data35 = data34.sha256;
const _errs74 = errors;
if(errors === _errs74){
if(typeof data35 === "string"){
if(!pattern2.test(data35)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid13 = _errs74 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data34.size !== undefined && func0.call(data34, "size")){
let data36 = data34.size;
const _errs76 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs76){
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 9007199254740991 || isNaN(data36)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data36 < 0 || isNaN(data36)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid13 = _errs76 === errors;
}
else {
var valid13 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"common.schema.json#/definitions/FilePin/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid11 = _errs71 === errors;
if(!valid11){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.actions !== undefined && func0.call(data, "actions")){
let data37 = data.actions;
const _errs78 = errors;
if(errors === _errs78){
if(Array.isArray(data37)){
if(data37.length > 64){
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid14 = true;
const len4 = data37.length;
for(let i4=0; i4<len4; i4++){
const _errs80 = errors;
if(!(validate12(data37[i4], {instancePath:instancePath+"/actions/" + i4,parentData:data37,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid14 = _errs80 === errors;
if(!valid14){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs78 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
