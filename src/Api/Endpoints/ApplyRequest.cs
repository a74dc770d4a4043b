using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An application as it is handed in (http.md 3, 6): which form is expected depends on the service.</summary>
public sealed record ApplyRequest(
    string Service, JsonElement Form, ImmutableArray<Material>? Materials = null, DeliveryWay? Delivery = null)
{
    /// <summary>The command, or what is wrong with the request.</summary>
    public (Apply? Command, Refusal? Refusal) ToCommand()
    {
        if (ServiceNames.Find(Service) is not { } service)
            return (null, BodyReading.Malformed("service", "没有该服务事项。", "There is no such service."));
        if (Form.ValueKind != JsonValueKind.Object)
            return (null, BodyReading.Malformed("form", "应为对象。", "Must be an object."));
        if (Form.TryGetProperty("form", out _))
            return (null, Unknown("form.form"));
        var (form, refusal) = service switch
        {
            ServiceId.CertificateAssessment => Read<AssessmentForm>(),
            ServiceId.CertificateRenewal => Read<RenewalForm>(),
            ServiceId.CertificateReissue => Read<ReissueForm>(),
            ServiceId.CertificateChange => Read<ChangeForm>(),
            ServiceId.CertificateCancellation => Read<CancellationForm>(),
            _ => throw new InvalidOperationException($"{service} has no form"),
        };
        return refusal is not null ? (null, refusal) : (new Apply(form!, Materials ?? [], Delivery), null);
    }

    private static Refusal Unknown(string field) => new(RefusalCode.UnknownField,
        new LocalText($"未知字段：{field}。", $"Unknown field: {field}."));

    private (ApplicationForm? Form, Refusal? Refusal) Read<T>() where T : ApplicationForm
    {
        var (form, refusal) = BodyReading.Parse<T>(JsonSerializer.SerializeToUtf8Bytes(Form));
        return (form, refusal is null ? null : refusal with
        {
            Faults = [.. refusal.Faults.Select(fault => fault with { Field = "form." + fault.Field })],
        });
    }
}
