using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>By which channels notices of a topic are sent; the list at /me/notices always has them.</summary>
/// <param name="Topic">What they are about.</param>
/// <param name="Sms">True: also as a text to the phone.</param>
/// <param name="Webhook">True: also to the webhook of this registry.</param>
/// <param name="Demanded">True: required by law or for security, and cannot be switched off.</param>
/// <param name="Name">The name of the topic, in the caller's language.</param>
/// <param name="Kinds">The kinds of notices that belong to it.</param>
public sealed record NoticeChoiceView(
    NoticeTopic Topic, bool Sms, bool Webhook, bool Demanded, string Name, ImmutableArray<string> Kinds);

/// <summary>A choice; what is left out stays as it is. The members of a shown choice may be sent back.</summary>
public sealed record NoticeChoiceRequest(
    NoticeTopic Topic, bool? Sms = null, bool? Webhook = null, bool? Demanded = null, string? Name = null,
    ImmutableArray<string>? Kinds = null);

/// <summary>Choices, as they are shown, or some of them.</summary>
public sealed record NoticeChoicesRequest(ImmutableArray<NoticeChoiceRequest> Items);

/// <summary>GET and PUT /me/notice-choices (http.md 9; rules.md H.27).</summary>
internal static class NoticeChoicesEndpoints
{
    public static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/notice-choices", Get).For(Access.SignedIn).WithName("getNoticeChoices")
            .WithSummary("By which channels the caller, or whom it acts for, is notified of what.");
        me.MapPut("/notice-choices", Put).For(Access.SignedIn).WithName("putNoticeChoices")
            .WithSummary("Changes that; what law or security demand cannot be switched off.");
    }

    private static async Task<Reply<Listing<NoticeChoiceView>>> Get(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        ViewOf(await registry.Operations.NoticeChoicesOf(RecipientOf(caller), cancellation), http);

    private static async Task<Reply<Listing<NoticeChoiceView>>> Put(
        HttpContext http, CommandRequest<NoticeChoicesRequest> request, IRegistry registry,
        CancellationToken cancellation)
    {
        var recipient = RecipientOf(request.Caller);
        var choices = await registry.Operations.NoticeChoicesOf(recipient, cancellation);
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        for (var i = 0; i < request.Body.Items.Length; i++)
        {
            var item = request.Body.Items[i];
            if (item is null) return Refusals.Malformed(BodyRefusals.Wrong($"items[{i}]"));
            choices = Chosen(choices, item.Topic, NoticeChannel.Sms, item.Sms, $"items[{i}].sms", faults);
            choices = Chosen(choices, item.Topic, NoticeChannel.Webhook, item.Webhook, $"items[{i}].webhook", faults);
        }
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        await registry.Operations.ChooseNotices(recipient, choices, cancellation);
        return ViewOf(choices, http);
    }

    private static NoticeChoices Chosen(
        NoticeChoices choices, NoticeTopic topic, NoticeChannel channel, bool? on, string field,
        ImmutableArray<FieldFault>.Builder faults)
    {
        if (on is not { } wanted) return choices;
        if (!wanted && NoticeTopics.IsDemanded(topic))
            faults.Add(Refusals.Fault(
                field, "安全和法定告知不能关闭。", "Notices that law or security demand cannot be switched off."));
        return choices.With(topic, channel, wanted);
    }

    /// <summary>
    /// An account that acts for an enterprise chooses for the enterprise, as its notices go to all such accounts.
    /// </summary>
    private static string RecipientOf(Caller caller) => NoticeReach.ChooserOf(caller.Actor);

    private static Listing<NoticeChoiceView> ViewOf(NoticeChoices choices, HttpContext http) => new(
        [.. Enum.GetValues<NoticeTopic>().Select(topic => new NoticeChoiceView(
            topic, choices.Wants(topic, NoticeChannel.Sms), choices.Wants(topic, NoticeChannel.Webhook),
            NoticeTopics.IsDemanded(topic), Languages.In(http, NoticeTopics.NameOf(topic)),
            [.. NoticeTexts.Kinds.Where(kind => NoticeTopics.Of(kind) == topic).Order(StringComparer.Ordinal)]))],
        null);
}
