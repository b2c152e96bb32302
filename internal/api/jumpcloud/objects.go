// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// decodeObjects decodes the objects of a list.
func decodeObjects[T object](documents []json.RawMessage) ([]T, error) {
	objects := make([]T, len(documents))
	for i, document := range documents {
		var err error
		if objects[i], err = decodeObject[T](document); err != nil {
			return nil, fmt.Errorf("it has an object that has no identity, number %d: %w", i+1, err)
		}
	}
	return objects, nil
}

// decodeObject decodes an object. A value of a wrong type is absent, and named in
// the object: it must not hide the other objects. Only the identity is strict.
func decodeObject[T object](document []byte) (T, error) {
	read, err := rest.DecodeJSON[T](document)
	if err == nil {
		return read, nil
	}
	if _, identityErr := rest.DecodeJSON[check.Object](document); identityErr != nil {
		return read, identityErr
	}
	marked, ok := any(&read).(interface{ SetUnreadable(what string) })
	if !ok {
		return read, err
	}
	marked.SetUnreadable(errors.Unwrap(err).Error())
	return read, nil
}
