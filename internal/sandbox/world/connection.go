// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

// Connection is one custom connection, which a person has made in Secureframe.
type Connection struct {
	// ID is a UUID.
	ID string
	// VendorSlug is the only one that a push to the connection may name.
	VendorSlug string
	Name       string
	// Restricted says that the limited key pair may not push to it.
	Restricted bool
}

// Push is one accepted request.
type Push struct {
	// Sequence numbers the pushes to one connection, from 1, in the order in
	// which they were accepted. That is the order in which they are processed.
	Sequence   int
	SchemaSlug string
	// Partial says that only the fields that were given are to be updated.
	Partial bool
	// Objects are what was sent, arrays and all, with numbers as json.Number.
	// They are shared, and must not be changed. With KeepCountsOnly they are
	// nil.
	Objects []Object
	// Count is the number of objects.
	Count int
	// Bytes is the size of the request's body.
	Bytes int64
}

// Values returns one field of each object, in their order: the text of a
// string, a number or a boolean, and "" where there is none of these. A dotted
// path names a field of a nested object.
func (p Push) Values(path string) []string {
	values := make([]string, len(p.Objects))
	for i, object := range p.Objects {
		values[i], _ = scalarAt(object, path)
	}
	return values
}

// Schema describes the objects of one slug of a connection.
type Schema struct {
	// Structure maps the dotted path of each field of the first object that
	// was pushed to string, number, boolean or null. It has no arrays.
	Structure map[string]string
	// Defined says that a person went through Define Schema. Nothing is
	// processed before.
	Defined bool
	// PrimaryID is the path of the field that identifies an object.
	PrimaryID string
	// Category is cloud_resource, training_record, personnel_account, device,
	// or empty for data that is mapped to nothing.
	Category string
	// Mapping maps fields of the category to paths of the structure.
	Mapping map[string]string
}

// Rejection is one object that was accepted, and then could not be processed.
// The client that pushed it is not told.
type Rejection struct {
	// Sequence is that of the push.
	Sequence int
	// Index is the object's place in the push, from 0.
	Index  int
	Reason string
}
