using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>Writes RFC 9457 problems by hand, so that no other code can add members.</summary>
internal static class ProblemWriter
{
    private const string MediaType = "application/problem+json";

    /// <summary>Answers with a refusal.</summary>
    public static void Write(HttpContext http, Refusal refusal)
    {
        var status = ApiProblem.StatusOf(refusal.Code);
        if (refusal.SecondsToWait() is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        RefusalCount.Add(http, refusal.Code, status);
        Write(http, status, ApiProblem.TitleOf(refusal.Code), RefusalCodes.Text(refusal.Code), refusal, traceId: null);
    }

    /// <summary>Answers a fault of ours: it says nothing but where to find it in the log.</summary>
    public static void WriteInternal(HttpContext http, string traceId) =>
        Write(
            http,
            StatusCodes.Status500InternalServerError,
            new LocalText("系统内部错误", "Internal error"),
            "INTERNAL",
            refusal: null,
            traceId);

    /// <summary>Answers a method that the resource does not have.</summary>
    public static void WriteMethodNotAllowed(HttpContext http) =>
        Write(
            http,
            StatusCodes.Status405MethodNotAllowed,
            new LocalText("不支持该请求方法", "The method is not supported here"),
            RefusalCodes.Text(RefusalCode.NotAllowed),
            refusal: null,
            traceId: null);

    /// <summary>Answers an address that is too long (414), or headers that are too large (431).</summary>
    public static void WriteTooLarge(HttpContext http, int status) => Write(
        http, status, ApiProblem.TitleOf(RefusalCode.TooLarge), RefusalCodes.Text(RefusalCode.TooLarge),
        refusal: null, traceId: null);

    /// <summary>Answers a body that did not come in time (408).</summary>
    public static void WriteTooSlow(HttpContext http) => Write(
        http, StatusCodes.Status408RequestTimeout, new LocalText("请求内容接收超时", "The body did not come in time"),
        RefusalCodes.Text(RefusalCode.Malformed), refusal: null, traceId: null);

    private static void Write(
        HttpContext http, int status, LocalText title, string code, Refusal? refusal, string? traceId)
    {
        var english = Languages.IsEnglish(http);
        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        JsonOut.Write(http, MediaType, (title, code, refusal, traceId, english, status), static (json, p) =>
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:orleans-registry:problem:{p.code}");
            json.WriteString("title", In(p.title, p.english));
            json.WriteNumber("status", p.status);
            json.WriteString("code", p.code);
            if (p.refusal is not null) WriteRefusal(json, p.refusal, p.english);
            if (p.traceId is not null) json.WriteString("traceId", p.traceId);
            json.WriteEndObject();
        });
    }

    private static void WriteRefusal(Utf8JsonWriter json, Refusal refusal, bool english)
    {
        json.WriteString("detail", In(refusal.Detail, english));
        if (refusal.Faults.Length > 0) WriteErrors(json, refusal.Faults, english);
        if (refusal.Law is { } rulesInForce) json.WriteString("law", rulesInForce);
        if (refusal is { Code: RefusalCode.Banned, RetryFrom: { } until })
            json.WriteString("until", $"{until:yyyy-MM-dd}");
        json.WriteStartObject("retry");
        json.WriteBoolean("possible", refusal.Transient || refusal.RetryFrom is not null);
        if (refusal.RetryFrom is { } from) json.WriteString("from", $"{from:yyyy-MM-dd}");
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, ImmutableArray<FieldFault> faults, bool english)
    {
        json.WriteStartObject("errors");
        foreach (var field in faults.GroupBy(fault => fault.Field, StringComparer.Ordinal))
        {
            json.WriteStartArray(field.Key);
            foreach (var fault in field) json.WriteStringValue(In(fault.Text, english));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string In(LocalText text, bool english) => english ? text.En : text.Zh;
}
