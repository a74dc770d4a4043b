namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about road applications, to whoever applied.</summary>
internal static class ApplicationNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        AddReview(add);
        AddDelivery(add);
    }

    private static void AddReview(Action<string, string, string> add)
    {
        add("applicationAccepted",
            "您的{application}已受理，办理机关将于{decideBy}（含当日）前作出决定，请等候通知；受理后不能撤销。",
            "Your {application} was accepted; the authority decides by {decideBy}, inclusive. There is nothing for you "
            + "to do; it can no longer be withdrawn.");
        add("applicationNotAccepted",
            "您的{application}不予受理，原因：{reasons}。请您消除原因后重新申请，不重新申请的不再办理。",
            "Your {application} was not accepted: {reasons}. Apply again once that is mended; otherwise nothing more "
            + "happens.");
        add("supplementRequested",
            "您的{application}需要补正材料：{message}。请您于{answerBy}（含当日）前提交，逾期将不予受理。",
            "Your {application} needs to be completed: {message}. "
            + "Please do so by {answerBy}, inclusive, or it will not be accepted.");
        add("applicationApproved",
            "您的{application}审核通过，您无需再办理；有新证件的，制作完成后另行通知。",
            "Your {application} was approved; there is nothing for you to do. If there is a new document, you are "
            + "notified when it is made.");
        add("applicationRefused",
            "您的{application}审核不通过，原因：{reasons}。您可以消除原因后重新申请；有疑问请联系办理人员。",
            "Your {application} was refused: {reasons}. You can apply again once that is mended; turn to the handling "
            + "officer if you have questions.");
        add("desk.authorityLate",
            "一件{application}被拒绝，原因是申请条件在办理期限届满后才不再具备。请您督促该机关按期办理；申请人可以用原材料重新申请，否则将承受该机关的延误。",
            "An {application} was refused for a condition that ceased to hold only after the authority's limit. See to "
            + "it that the authority works in time; the applicant can apply again with the same materials, and bears "
            + "the delay otherwise.");
        add("applicationClosed",
            "您的{application}因证件已注销或已另行换发而终止，您无需办理。",
            "Your {application} has ended because the document was cancelled or renewed otherwise; there is nothing "
            + "for you to do.");
    }

    private static void AddDelivery(Action<string, string, string> add)
    {
        add("documentReady",
            "您的{application}的证件已制作完成。请您于{pickUpBy}（含当日）前到办理机关领取，逾期须联系办理机关另行安排。",
            "The document of your {application} is ready. Pick it up by {pickUpBy}, inclusive; after that you have to "
            + "arrange it with the authority.");
        add("documentDelivered",
            "您的{application}的证件已送出，请您注意查收；未收到请联系办理机关。",
            "The document of your {application} is on its way or was handed over; contact the authority if it does "
            + "not arrive.");
        add("documentPosted",
            "您的{application}的证件已寄出：{carrier}，单号 {trackingNumber}，邮费到付。请您注意查收；未收到请联系办理机关。",
            "The document of your {application} was posted with {carrier}, number {trackingNumber}, postage to be paid "
            + "on arrival; contact the authority if it does not arrive.");
        add("documentReturned",
            "您的{application}的证件被退回，原因：{reason}。请您联系办理机关核对收件信息，否则不再寄出。",
            "The document of your {application} came back: {reason}. Check the address with the authority; otherwise "
            + "it is not sent again.");
        add("pickUpMissed",
            "您的{application}的证件逾期未领取。请您联系办理机关另行安排，否则证件由办理机关保管。",
            "The document of your {application} was not picked up in time. Arrange it with the authority; until then "
            + "the authority keeps it.");
    }
}
