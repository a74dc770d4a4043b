using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansRegistry.Domain.Views;

/// <summary>How views are written: no indentation, Chinese readable.</summary>
public static class ViewWriting
{
    /// <summary>Options for the writer; the contract's own checks make validation needless.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };
}
