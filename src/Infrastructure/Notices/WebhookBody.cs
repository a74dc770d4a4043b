using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>The JSON that is posted: <c>{id, kind, person, certificate, texts{zh,en}, values, at}</c>.</summary>
internal static class WebhookBody
{
    private static readonly JsonWriterOptions _readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(NoticeRecord notice, LocalText text)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, _readable))
        {
            json.WriteStartObject();
            json.WriteNumber("id", notice.Id);
            json.WriteString("kind", notice.Notice.Kind);
            json.WriteString("person", notice.Notice.PersonKey);
            json.WriteString("certificate", notice.Notice.Values.GetValueOrDefault("certificate", notice.Entity.Key));
            json.WriteStartObject("texts");
            json.WriteString("zh", text.Zh);
            json.WriteString("en", text.En);
            json.WriteEndObject();
            json.WriteStartObject("values");
            foreach (var (name, value) in notice.Notice.Values) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("at", ShanghaiTime.ToLocal(notice.At));
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
