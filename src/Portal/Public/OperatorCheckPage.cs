using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>Whether an operator may work.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="Found">The operators of this name or code; null: nothing was asked yet.</param>
public sealed record OperatorCheckModel(FormState Form, ImmutableArray<OperatorCheckView>? Found);

/// <summary>
/// /verify/operator: whether an operator has a permit in force, for anybody. Name or code must be whole, so that nobody
/// can list operators; it is posted, so that no address has it.
/// </summary>
internal static class OperatorCheckPage
{
    private const string Path = "/verify/operator";
    private const int MaxText = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<OperatorCheck>(
            new OperatorCheckModel(FormState.New(), null))).For(PageAccess.Open);
        pages.MapPost(Path, Check).For(PageAccess.Open);
    }

    private static async Task<IResult> Check(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (name, code) = (form.Text("name"), form.Text("creditCode")?.ToUpperInvariant());
        Refusal? fault = (name is null) == (code is null)
            ? Refusals.Malformed(Refusals.Fault("name", "请填写完整名称或统一社会信用代码之一。",
                "Give the whole name or the credit code, one of them."))
            : name?.Length > MaxText ? Refusals.Malformed(BodyRefusals.Wrong("name"))
            : code?.Length > MaxText ? Refusals.Malformed(BodyRefusals.Wrong("creditCode")) : null;
        return fault is not null
            ? page.Again<OperatorCheck>(new OperatorCheckModel(FormState.Again(form, fault), null), fault)
            : page.Show<OperatorCheck>(new OperatorCheckModel(
                FormState.With(form), await Reads.CheckOperators(registry, name, code, cancellation)));
    }
}
