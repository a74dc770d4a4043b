using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>
/// By which channels the reader, or the party for which the reader acts, is notified about which topics.
/// </summary>
/// <param name="Choices">The choices as they are now.</param>
/// <param name="Saved">True: they were just changed.</param>
public sealed record NoticeChoicesModel(NoticeChoices Choices, bool Saved)
{
    /// <summary>The name of the box of a choice.</summary>
    public static string BoxOf(NoticeTopic topic, NoticeChannel channel) => $"{topic}.{channel}";
}

/// <summary>
/// GET and POST /account/notices (rules.md H.27): topics that law and security require cannot be switched off.
/// </summary>
internal static class NoticeChoicesPage
{
    private const string Path = "/account/notices";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.SignedIn);
        pages.MapPost(Path, Choose).For(PageAccess.SignedIn);
    }

    private static async Task<IResult> Show(
        string? saved, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<NoticeChoicesView>(new NoticeChoicesModel(
            await registry.Operations.NoticeChoicesOf(NoticeReach.ChooserOf(page.Actor), cancellation),
            saved is not null));

    private static async Task<IResult> Choose(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var recipient = NoticeReach.ChooserOf(page.Actor);
        var choices = await registry.Operations.NoticeChoicesOf(recipient, cancellation);
        foreach (var (topic, channel) in NoticeChoices.Every.Where(one => !NoticeTopics.IsDemanded(one.Topic)))
            choices = choices.With(topic, channel, form.Ticked(NoticeChoicesModel.BoxOf(topic, channel)));
        await registry.Operations.ChooseNotices(recipient, choices, cancellation);
        return Go.To(Path + "?saved");
    }
}
