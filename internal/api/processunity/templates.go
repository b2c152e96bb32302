// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

const templatesPath = "/api/dataexchange/ImportableTemplates"

// UnknownTemplateError says that a template is not among those that may be
// imported through.
type UnknownTemplateError struct {
	ID int64
	// Known are the templates that there are.
	Known []template.Template
}

func (e *UnknownTemplateError) Error() string {
	return fmt.Sprintf("import template %d is not among the %d that ProcessUnity lists for automated import", e.ID, len(e.Known))
}

// Template finds an import template. All of them are listed once in this
// process. One that is not in the list is an *UnknownTemplateError: it does not
// exist, is not enabled for automated import, or is not open to the user's role.
func (c *Client) Template(ctx context.Context, id int64) (template.Template, error) {
	// Without an ID in the path: with one, empty lists were seen (recorded).
	list := rest.Request{Operation: "list the import templates", Path: templatesPath}
	templates, err := get(ctx, c, list, decodeTemplates)
	if err != nil {
		return template.Template{}, err
	}
	if found, ok := template.Find(templates, id); ok {
		return found, nil
	}
	single, err := get(ctx, c, rest.Request{
		Operation: fmt.Sprintf("read import template %d", id),
		Path:      templatesPath + "/" + strconv.FormatInt(id, 10),
	}, decodeTemplates)
	if err != nil && !errors.Is(err, rest.ErrNotFound) {
		return template.Template{}, err
	}
	if found, ok := template.Find(single, id); ok {
		return found, nil
	}
	return template.Template{}, &UnknownTemplateError{ID: id, Known: templates}
}

// decodeTemplates refuses a list with two different templates of one ID.
func decodeTemplates(body []byte) ([]template.Template, error) {
	templates, err := template.DecodeTemplates(body)
	if err != nil {
		return nil, err
	}
	return rest.Distinct(templates, rest.Entries[template.Template]{
		Noun: "import template", Key: "Id", Identity: func(t template.Template) string { return strconv.FormatInt(t.ID, 10) },
	})
}

// Export reads all records of an import template or a report, once in this
// process until something is imported.
func (c *Client) Export(ctx context.Context, id int64) (template.Export, error) {
	c.mutex.Lock()
	c.exported[id] = true
	c.mutex.Unlock()
	return get(ctx, c, exportRequest(id), template.DecodeExport)
}

// exportRequest asks for everything: filters compare exact texts (said), and
// each would be a request of its own.
func exportRequest(id int64) rest.Request {
	return rest.Request{
		Operation: fmt.Sprintf("export the records of %d", id),
		Method:    http.MethodPost,
		Path:      "/api/importexport/Export/" + strconv.FormatInt(id, 10),
		Header:    jsonHeader(),
		Body:      []byte("{}"),
		// It reads.
		Idempotent: true,
	}
}

// forgetExports makes the next exports new ones: an import has changed records
// that any template or report may show.
func (c *Client) forgetExports() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for id := range c.exported {
		c.rest.Forget(exportRequest(id))
	}
	clear(c.exported)
}

// redacting takes tokens out of what decode says: it may quote a message.
func redacting[T any](c *Client, decode func([]byte) (T, error)) func([]byte) (T, error) {
	return func(body []byte) (T, error) {
		value, err := decode(body)
		if err != nil {
			err = errors.New(c.Clean(err.Error()))
		}
		return value, err
	}
}
