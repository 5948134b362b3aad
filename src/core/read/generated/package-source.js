/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://pai-market.example/schemas/package-source.schema.json","title":"PackageSource","description":"SOURCE/packages/<name>/<version>/package.yaml","type":"object","required":["label","description","author","categories","actions"],"additionalProperties":false,"properties":{"label":{"type":"string","maxLength":256,"minLength":1},"description":{"type":"string","maxLength":4096,"minLength":1},"author":{"type":"string","maxLength":256,"minLength":1},"org":{"type":"string","maxLength":256},"created":{"type":"integer","minimum":0,"maximum":4102444800,"description":"Seconds since the epoch, UTC."},"categories":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":128},"minItems":1},"tags":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}},"dependencies":{"$ref":"common.schema.json#/definitions/Dependencies"},"cdapVersion":{"description":"Version range such as [1.7.0,2.0.0); an empty range matches nothing.","type":"string","maxLength":256},"paiVersion":{"description":"Version range such as [1.7.0,2.0.0); an empty range matches nothing.","type":"string","maxLength":256},"license":{"type":"string","maxLength":255},"licenseId":{"type":"string","maxLength":128},"changelog":{"type":"string","maxLength":65536},"components":{"type":"array","maxItems":16,"items":{"enum":["job","data","script","dockerimage","output"]},"description":"OpenPAI components inside."},"beta":{"type":"boolean"},"yanked":{"type":"string","maxLength":1024},"actions":{"type":"array","minItems":1,"maxItems":64,"items":{"$ref":"common.schema.json#/definitions/Action"}}}};
const schema13 = {"title":"Dependencies","type":"object","properties":{"cdap":{"type":"object","properties":{"minVersion":{"type":"string","maxLength":64},"maxVersion":{"type":"string","maxLength":64}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func52 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const schema14 = {"title":"Action","description":"One step of the wizard.","type":"object","required":["type"],"properties":{"type":{"type":"string","maxLength":64,"minLength":1},"label":{"type":"string","maxLength":256},"arguments":{"type":"array","maxItems":64,"items":{"$ref":"common.schema.json#/definitions/ActionArgument"}}}};
const schema15 = {"title":"ActionArgument","type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":128,"minLength":1},"value":{"description":"The value; fixed unless canModify is true."},"default":{"description":"The value that the field starts with."},"canModify":{"type":"boolean"},"label":{"type":"string","maxLength":256},"description":{"type":"string","maxLength":4096}}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func52(data0) > 64){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func52(data0) < 1){
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(func52(data1) > 256){
validate12.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate12.errors = [{instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
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
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data3.name !== undefined && func0.call(data3, "name")){
let data4 = data3.name;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func52(data4) > 128){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(func52(data4) < 1){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/name",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/canModify",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/canModify/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
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
if(func52(data6) > 256){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/label",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
if(func52(data7) > 4096){
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0+"/description",schemaPath:"common.schema.json#/definitions/ActionArgument/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
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
validate12.errors = [{instancePath:instancePath+"/arguments/" + i0,schemaPath:"common.schema.json#/definitions/ActionArgument/type",keyword:"type",params:{type: "object"},message:"must be object"}];
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
validate12.errors = [{instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/type",keyword:"type",params:{type: "array"},message:"must be array"}];
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
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/package-source.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.label === undefined) || (!(func0.call(data, "label")))) && (missing0 = "label")) || (((data.description === undefined) || (!(func0.call(data, "description")))) && (missing0 = "description"))) || (((data.author === undefined) || (!(func0.call(data, "author")))) && (missing0 = "author"))) || (((data.categories === undefined) || (!(func0.call(data, "categories")))) && (missing0 = "categories"))) || (((data.actions === undefined) || (!(func0.call(data, "actions")))) && (missing0 = "actions"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.label !== undefined && func0.call(data, "label")){
let data0 = data.label;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func52(data0) > 256){
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(func52(data0) < 1){
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined && func0.call(data, "description")){
let data1 = data.description;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func52(data1) > 4096){
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(func52(data1) < 1){
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.author !== undefined && func0.call(data, "author")){
let data2 = data.author;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func52(data2) > 256){
validate10.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(func52(data2) < 1){
validate10.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.org !== undefined && func0.call(data, "org")){
let data3 = data.org;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func52(data3) > 256){
validate10.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.created !== undefined && func0.call(data, "created")){
let data4 = data.created;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 4102444800 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4102444800},message:"must be <= 4102444800"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.categories !== undefined && func0.call(data, "categories")){
let data5 = data.categories;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data5)){
if(data5.length > 64){
validate10.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data5.length < 1){
validate10.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func52(data6) > 128){
validate10.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs14 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tags !== undefined && func0.call(data, "tags")){
let data7 = data.tags;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
if(data7.length > 64){
validate10.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid2 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(func52(data8) > 64){
validate10.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs18 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dependencies !== undefined && func0.call(data, "dependencies")){
let data9 = data.dependencies;
const _errs20 = errors;
const _errs21 = errors;
if(errors === _errs21){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.cdap !== undefined && func0.call(data9, "cdap")){
let data10 = data9.cdap;
const _errs23 = errors;
if(errors === _errs23){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.minVersion !== undefined && func0.call(data10, "minVersion")){
let data11 = data10.minVersion;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data11 === "string"){
if(func52(data11) > 64){
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs25 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data10.maxVersion !== undefined && func0.call(data10, "maxVersion")){
let data12 = data10.maxVersion;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data12 === "string"){
if(func52(data12) > 64){
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs27 === errors;
}
else {
var valid5 = true;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies/cdap",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/dependencies",schemaPath:"common.schema.json#/definitions/Dependencies/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cdapVersion !== undefined && func0.call(data, "cdapVersion")){
let data13 = data.cdapVersion;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 === "string"){
if(func52(data13) > 256){
validate10.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paiVersion !== undefined && func0.call(data, "paiVersion")){
let data14 = data.paiVersion;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data14 === "string"){
if(func52(data14) > 256){
validate10.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.license !== undefined && func0.call(data, "license")){
let data15 = data.license;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data15 === "string"){
if(func52(data15) > 255){
validate10.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.licenseId !== undefined && func0.call(data, "licenseId")){
let data16 = data.licenseId;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data16 === "string"){
if(func52(data16) > 128){
validate10.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.changelog !== undefined && func0.call(data, "changelog")){
let data17 = data.changelog;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data17 === "string"){
if(func52(data17) > 65536){
validate10.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.components !== undefined && func0.call(data, "components")){
let data18 = data.components;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data18)){
if(data18.length > 16){
validate10.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid6 = true;
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
const _errs41 = errors;
if(!(((((data19 === "job") || (data19 === "data")) || (data19 === "script")) || (data19 === "dockerimage")) || (data19 === "output"))){
validate10.errors = [{instancePath:instancePath+"/components/" + i2,schemaPath:"#/properties/components/items/enum",keyword:"enum",params:{allowedValues: schema11.properties.components.items.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid6 = _errs41 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.beta !== undefined && func0.call(data, "beta")){
const _errs42 = errors;
if(typeof data.beta !== "boolean"){
validate10.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.yanked !== undefined && func0.call(data, "yanked")){
let data21 = data.yanked;
const _errs44 = errors;
if(errors === _errs44){
if(typeof data21 === "string"){
if(func52(data21) > 1024){
validate10.errors = [{instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.actions !== undefined && func0.call(data, "actions")){
let data22 = data.actions;
const _errs46 = errors;
if(errors === _errs46){
if(Array.isArray(data22)){
if(data22.length > 64){
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data22.length < 1){
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
const _errs48 = errors;
if(!(validate12(data22[i3], {instancePath:instancePath+"/actions/" + i3,parentData:data22,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid7 = _errs48 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/actions",schemaPath:"#/properties/actions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs46 === errors;
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
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
