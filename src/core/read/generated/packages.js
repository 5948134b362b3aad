/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/packages.schema.json","type":"array","maxItems":250000,"items":{"$ref":"package-row.schema.json"}};
const schema12 = {"$id":"https://pai-market.example/schemas/package-row.schema.json","type":"object","required":["name","version"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$"},"version":{"type":"string","pattern":"^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$"},"label":{"type":"string","maxLength":256},"description":{"type":"string","maxLength":4096},"author":{"type":"string","maxLength":256},"org":{"type":"string","maxLength":256},"categories":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":128}},"tags":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}},"created":{"type":"integer","minimum":0,"maximum":4102444800},"changelog":{"type":"string","maxLength":65536},"cdapVersion":{"type":"string","maxLength":256},"paiVersion":{"type":"string","maxLength":256},"license":{"type":"string","maxLength":255},"licenseId":{"type":"string","maxLength":128},"components":{"type":"array","maxItems":16,"items":{"enum":["job","data","script","dockerimage","output"]}},"dependencies":{"$ref":"common.schema.json#/definitions/Dependencies"},"beta":{"type":"boolean"},"paid":{"type":"boolean"},"yanked":{"type":"string","maxLength":1024},"spec":{"$ref":"common.schema.json#/definitions/FilePin"}}};
const schema14 = {"type":"object","properties":{"cdap":{"type":"object","properties":{"minVersion":{"type":"string","maxLength":64},"maxVersion":{"type":"string","maxLength":64}}}}};
const schema15 = {"type":"object","required":["sha256","size"],"properties":{"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991}}};
const func0 = Object.prototype.hasOwnProperty;
const func50 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$", "u");
const pattern1 = new RegExp("^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$", "u");
const pattern2 = new RegExp("^[0-9a-f]{64}$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/package-row.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.name === undefined) || (!(func0.call(data, "name")))) && (missing0 = "name")) || (((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version"))){
validate11.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.name !== undefined && func0.call(data, "name")){
let data0 = data.name;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate11.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined && func0.call(data, "version")){
let data1 = data.version;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate11.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/pattern",keyword:"pattern",params:{pattern: "^[0-9A-Za-z][0-9A-Za-z.+~-]{0,63}$"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined && func0.call(data, "label")){
let data2 = data.label;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func50(data2) > 256){
validate11.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined && func0.call(data, "description")){
let data3 = data.description;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func50(data3) > 4096){
validate11.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.author !== undefined && func0.call(data, "author")){
let data4 = data.author;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(func50(data4) > 256){
validate11.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/author",schemaPath:"#/properties/author/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.org !== undefined && func0.call(data, "org")){
let data5 = data.org;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(func50(data5) > 256){
validate11.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/org",schemaPath:"#/properties/org/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.categories !== undefined && func0.call(data, "categories")){
let data6 = data.categories;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data6)){
if(data6.length > 64){
validate11.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid1 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs15 = errors;
if(errors === _errs15){
if(typeof data7 === "string"){
if(func50(data7) > 128){
validate11.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/categories/" + i0,schemaPath:"#/properties/categories/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs15 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/categories",schemaPath:"#/properties/categories/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tags !== undefined && func0.call(data, "tags")){
let data8 = data.tags;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data8)){
if(data8.length > 64){
validate11.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid2 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
const _errs19 = errors;
if(errors === _errs19){
if(typeof data9 === "string"){
if(func50(data9) > 64){
validate11.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/tags/" + i1,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs19 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.created !== undefined && func0.call(data, "created")){
let data10 = data.created;
const _errs21 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate11.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs21){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 4102444800 || isNaN(data10)){
validate11.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4102444800}}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate11.errors = [{instancePath:instancePath+"/created",schemaPath:"#/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.changelog !== undefined && func0.call(data, "changelog")){
let data11 = data.changelog;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data11 === "string"){
if(func50(data11) > 65536){
validate11.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/maxLength",keyword:"maxLength",params:{limit: 65536}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/changelog",schemaPath:"#/properties/changelog/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cdapVersion !== undefined && func0.call(data, "cdapVersion")){
let data12 = data.cdapVersion;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data12 === "string"){
if(func50(data12) > 256){
validate11.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/cdapVersion",schemaPath:"#/properties/cdapVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paiVersion !== undefined && func0.call(data, "paiVersion")){
let data13 = data.paiVersion;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data13 === "string"){
if(func50(data13) > 256){
validate11.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/maxLength",keyword:"maxLength",params:{limit: 256}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/paiVersion",schemaPath:"#/properties/paiVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.license !== undefined && func0.call(data, "license")){
let data14 = data.license;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data14 === "string"){
if(func50(data14) > 255){
validate11.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/maxLength",keyword:"maxLength",params:{limit: 255}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.licenseId !== undefined && func0.call(data, "licenseId")){
let data15 = data.licenseId;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data15 === "string"){
if(func50(data15) > 128){
validate11.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/maxLength",keyword:"maxLength",params:{limit: 128}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/licenseId",schemaPath:"#/properties/licenseId/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.components !== undefined && func0.call(data, "components")){
let data16 = data.components;
const _errs33 = errors;
if(errors === _errs33){
if(Array.isArray(data16)){
if(data16.length > 16){
validate11.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16}}];
return false;
}
else {
var valid3 = true;
const len2 = data16.length;
for(let i2=0; i2<len2; i2++){
let data17 = data16[i2];
const _errs35 = errors;
if(!(((((data17 === "job") || (data17 === "data")) || (data17 === "script")) || (data17 === "dockerimage")) || (data17 === "output"))){
validate11.errors = [{instancePath:instancePath+"/components/" + i2,schemaPath:"#/properties/components/items/enum",keyword:"enum",params:{allowedValues: schema12.properties.components.items.enum}}];
return false;
}
var valid3 = _errs35 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dependencies !== undefined && func0.call(data, "dependencies")){
let data18 = data.dependencies;
const _errs36 = errors;
const _errs37 = errors;
if(errors === _errs37){
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.cdap !== undefined && func0.call(data18, "cdap")){
let data19 = data18.cdap;
const _errs39 = errors;
if(errors === _errs39){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.minVersion !== undefined && func0.call(data19, "minVersion")){
let data20 = data19.minVersion;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data20 === "string"){
if(func50(data20) > 64){
validate11.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/dependencies/cdap/minVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/minVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs41 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data19.maxVersion !== undefined && func0.call(data19, "maxVersion")){
let data21 = data19.maxVersion;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data21 === "string"){
if(func50(data21) > 64){
validate11.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/dependencies/cdap/maxVersion",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/properties/maxVersion/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs43 === errors;
}
else {
var valid6 = true;
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/dependencies/cdap",schemaPath:"common.schema.json#/definitions/Dependencies/properties/cdap/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/dependencies",schemaPath:"common.schema.json#/definitions/Dependencies/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.beta !== undefined && func0.call(data, "beta")){
const _errs45 = errors;
if(typeof data.beta !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paid !== undefined && func0.call(data, "paid")){
const _errs47 = errors;
if(typeof data.paid !== "boolean"){
validate11.errors = [{instancePath:instancePath+"/paid",schemaPath:"#/properties/paid/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.yanked !== undefined && func0.call(data, "yanked")){
let data24 = data.yanked;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data24 === "string"){
if(func50(data24) > 1024){
validate11.errors = [{instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/maxLength",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/yanked",schemaPath:"#/properties/yanked/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.spec !== undefined && func0.call(data, "spec")){
let data25 = data.spec;
const _errs51 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing1;
if((((data25.sha256 === undefined) || (!(func0.call(data25, "sha256")))) && (missing1 = "sha256")) || (((data25.size === undefined) || (!(func0.call(data25, "size")))) && (missing1 = "size"))){
validate11.errors = [{instancePath:instancePath+"/spec",schemaPath:"common.schema.json#/definitions/FilePin/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data25.sha256 !== undefined && func0.call(data25, "sha256")){
let data26 = data25.sha256;
const _errs54 = errors;
if(errors === _errs54){
if(typeof data26 === "string"){
if(!pattern2.test(data26)){
validate11.errors = [{instancePath:instancePath+"/spec/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate11.errors = [{instancePath:instancePath+"/spec/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs54 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data25.size !== undefined && func0.call(data25, "size")){
let data27 = data25.size;
const _errs56 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate11.errors = [{instancePath:instancePath+"/spec/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs56){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 9007199254740991 || isNaN(data27)){
validate11.errors = [{instancePath:instancePath+"/spec/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data27 < 0 || isNaN(data27)){
validate11.errors = [{instancePath:instancePath+"/spec/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid8 = _errs56 === errors;
}
else {
var valid8 = true;
}
}
}
}
else {
validate11.errors = [{instancePath:instancePath+"/spec",schemaPath:"common.schema.json#/definitions/FilePin/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs51 === errors;
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
else {
validate11.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate11.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/packages.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length > 250000){
validate10.errors = [{instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 250000}}];
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
const _errs1 = errors;
if(!(validate11(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
