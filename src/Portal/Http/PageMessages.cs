using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Http;

/// <summary>Pages for errors: each has one sentence and what to do next.</summary>
internal static class PageMessages
{
    /// <summary>The page does not exist, or the reader may not know that it does: both look the same.</summary>
    public static PageResult NotFound(this PageContext page, int status = StatusCodes.Status404NotFound)
    {
        page.Refusal = RefusalCode.NotFound;
        return page.Show<Message>(new MessageModel(
            new LocalText("没有这个页面", "There is no such page"),
            new LocalText("地址可能写错了，或者该记录不属于您。", "The address may be mistyped, or the record is not yours.")), status);
    }

    /// <summary>The refusal of a whole page.</summary>
    public static PageResult Refused(this PageContext page, Refusal refusal)
    {
        if (refusal.Code == RefusalCode.NotFound) return page.NotFound();
        page.Refuse(refusal);
        return page.Show<Message>(new MessageModel(refusal.SecondsToWait() is null
            ? new("不能办理", "This cannot be done") : new("请稍后重试", "Please try again soon"), refusal.Detail)
        {
            Refusal = refusal, IsForm = HttpMethods.IsPost(page.Http.Request.Method),
        }, StatusOf(refusal.Code));
    }

    /// <summary>
    /// The form is from another site, of a session that is over, or of a page that was open for too long.
    /// </summary>
    public static PageResult NotOurForm(this PageContext page)
    {
        page.Refusal = RefusalCode.NotAllowed;
        return page.Show<Message>(new MessageModel(
            new LocalText("此页面已失效", "This page is no longer current"),
            new LocalText("请重新打开页面再提交；没有提交任何内容。", "Open the page again and submit once more; nothing was submitted.")),
            StatusCodes.Status403Forbidden);
    }

    /// <summary>More was posted than the page accepts.</summary>
    public static PageResult TooLarge(this PageContext page) => page.Show<Message>(new MessageModel(
        new LocalText("文件过大", "The file is too large"),
        new LocalText("请选择较小的文件再提交；没有提交任何内容。", "Choose a smaller file and submit again; nothing was submitted.")),
        StatusCodes.Status413PayloadTooLarge);

    /// <summary>Too many requests from one network.</summary>
    public static IResult TooMany(this PageContext page, TimeSpan wait)
    {
        var refusal = new Refusal(RefusalCode.TooMany, new("", "")) { RetryAfter = wait };
        page.Refuse(refusal);
        var seconds = refusal.SecondsToWait();
        return page.Show<Message>(new MessageModel(
            new LocalText("请求过于频繁", "Too many requests"),
            new LocalText($"请在 {seconds} 秒后重试。", $"Please try again in {seconds} seconds.")),
            StatusCodes.Status429TooManyRequests);
    }

    /// <summary>A bug or fault of the registry: only where to find it in the log is shown.</summary>
    public static PageResult Broken(this PageContext page, string traceId) => page.Show<Message>(new MessageModel(
        new LocalText("系统出错了", "Something went wrong here"),
        new LocalText($"这是系统的问题，不是您的操作有误。请稍后重试；咨询时请提供编号 {traceId}。",
            $"It is our fault, not yours. Please try again later; the number of this fault is {traceId}.")),
        StatusCodes.Status500InternalServerError);

    /// <summary>The status of a form that is shown again after a refusal.</summary>
    internal static int StatusOfForm(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.TooMany or RefusalCode.StorageAway or RefusalCode.Busy => StatusOf(refusal.Code),
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>The status of a page that is refused.</summary>
    internal static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalCode.StorageAway or RefusalCode.Busy or RefusalCode.FontMissing =>
            StatusCodes.Status503ServiceUnavailable,
        _ => (int)code / 100 == 2 ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity,
    };
}
