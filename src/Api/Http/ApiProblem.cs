using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// A refusal on the wire: RFC 9457 problem details in the caller's language (http.md 1, 7). The one place where codes
/// become statuses; the domain knows no HTTP.
/// </summary>
public sealed class ApiProblem(Refusal refusal) : IResult
{
    /// <summary>The status of a code: ask what user, operator and support would each do on seeing it.</summary>
    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn or RefusalCode.SessionEnded => 401,
        RefusalCode.NotAllowed or RefusalCode.OtherAuthority or RefusalCode.PasswordChangeDue or RefusalCode.RealNameRequired => 403,
        RefusalCode.NotFound => 404,
        RefusalCode.StaleVersion => 412,
        RefusalCode.TooLarge => 413,
        RefusalCode.MediaType => 415,
        RefusalCode.TooMany => 429,
        RefusalCode.StorageAway => 503,
        < RefusalCode.NotSignedIn => 400,
        >= RefusalCode.OpenApplicationExists and < RefusalCode.StaleVersion => 409,
        _ => 422,
    };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusOf(refusal.Code);
        response.ContentType = "application/problem+json; charset=utf-8";
        if (refusal.Transient) response.Headers.RetryAfter = "5";
        if (response.StatusCode == 401) response.Headers.WWWAuthenticate = "Bearer";
        var english = Language.IsEnglish(httpContext.Request);
        response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, ViewWriting.Options);
        Write(writer, english);
    }

    private void Write(Utf8JsonWriter writer, bool english)
    {
        var code = RefusalCodes.Text(refusal.Code);
        writer.WriteStartObject();
        writer.WriteString("type", "/docs/refusals#" + code);
        writer.WriteString("title", english ? ProblemTitles.En(refusal.Code) : ProblemTitles.Zh(refusal.Code));
        writer.WriteNumber("status", StatusOf(refusal.Code));
        writer.WriteString("code", code);
        writer.WriteString("detail", english ? refusal.Detail.En : refusal.Detail.Zh);
        if (!refusal.Faults.IsDefaultOrEmpty) WriteFaults(writer, english);
        if (refusal.Law is { } law) writer.WriteString("law", law);
        writer.WriteStartObject("retry");
        writer.WriteBoolean("possible", refusal.Transient || refusal.RetryFrom is not null);
        if (refusal.RetryFrom is { } from) writer.WriteString("from", from.ToString("yyyy-MM-dd", null));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteFaults(Utf8JsonWriter writer, bool english)
    {
        writer.WriteStartObject("errors");
        foreach (var field in refusal.Faults.GroupBy(fault => fault.Field))
        {
            writer.WriteStartArray(field.Key);
            foreach (var fault in field) writer.WriteStringValue(english ? fault.Text.En : fault.Text.Zh);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
