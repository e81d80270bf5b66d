"""Which test holds which case of tests/cases/hostile.jsonl: the cases are data, and none is nobody's."""

CREDENTIALS, APART, PAGING = "api/test_credentials.py", "api/test_apart.py", "api/test_paging.py"
JSON, VALUES, ONCE = "api/test_strict_json.py", "api/test_wrong_values.py", "api/test_idempotency.py"
CALLS, FINISHING, TELLING = "api/test_achievement_calls.py", "api/test_finishing.py", "api/test_telling.py"
SEED_001, LIFE, PARTS = (
    "api/test_competitions.py",
    "api/test_competition_life.py",
    "api/test_competition_parts.py",
)
RANKS, STREAM, STANDING = "api/test_ranks.py", "api/test_stream.py", "api/test_standing.py"
PLANS, PAPERS, INVOICES = (
    "api/test_money_plans.py",
    "api/test_public_papers.py",
    "api/test_public_invoices.py",
)
REBASE, ENROLMENTS = "api/test_ticket_rebase.py", "api/targets/test_hostile_enrolments.py"
CLAIMS, MONEY, FOLLOWING = (
    "races/achievement_claims.py",
    "races/test_money_races.py",
    "listeners/test_following.py",
)
AWARDS_DUE, CRASHES, WORST = (
    "listeners/test_due_awards.py",
    "faults/test_crash_points.py",
    "hostile/test_worst_streams.py",
)

NOBODY = (CREDENTIALS, "test_whoever_shows_no_good_key_is_nobody")
NO_REF = ("api/test_refs_apart.py", "test_a_ref_that_leads_nowhere_starts_nothing")
NO_UID = (APART, "test_a_uid_that_is_none_is_not_found")
BROKEN = (JSON, "test_a_body_that_is_not_what_was_asked_for_is_refused")
NOT_JSON = (JSON, "test_only_plain_json_is_read")
WRONG = (VALUES, "test_a_wrong_value_is_refused_under_its_field_s_name")
FAULTY = (VALUES, "test_what_is_wrong_in_itself_is_named_by_its_field")
ROW = (SEED_001, "test_a_row_of_the_seed_s_error_table")
REWARD_ROW = (SEED_001, "test_a_row_of_the_seed_s_error_table_about_rewards")
SENSELESS = (SEED_001, "test_a_definition_that_makes_no_sense_is_not_acceptable")
RANK = (RANKS, "test_what_is_wrong_with_a_rank_is_said_by_its_field")
NO_STEP = (CALLS, "test_what_names_no_step_changes_nothing")
NO_ADDRESS = (STANDING, "test_what_can_be_no_address_is_refused")
EVERY_ORDER = (CRASHES, "test_any_call_fails_in_any_way_and_nothing_is_lost_or_done_twice")

HELD: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("X01", "X02", "X04", "X07", "X08", "X10", "X29"), NOBODY),
    "X05": (CREDENTIALS, "test_a_revoked_key_is_nobody_on_the_very_next_request"),
    "X11": (CREDENTIALS, "test_a_basic_header_is_split_at_its_first_colon"),
    "X13": (CREDENTIALS, "test_a_key_in_the_query_opens_nothing_and_is_never_logged"),
    "X14": (APART, "test_another_tenant_s_path_is_as_one_that_does_not_exist"),
    "X16": NO_REF,
    "X17": (APART, "test_a_tenant_s_look_alike_does_not_exist"),
    "X19": NO_UID,
    "X20": NO_UID,
    "X22": ("api/test_members.py", "test_another_child_is_not_found_in_any_way_of_asking"),
    "X23": ("api/test_members.py", "test_a_parent_writes_nothing"),
    "X25": (APART, "test_a_method_cannot_be_smuggled_in_a_header"),
    "X26": (APART, "test_a_method_that_a_path_does_not_know_is_refused_with_those_it_does"),
    "X28": (APART, "test_a_spoofed_host_reaches_no_link"),
    "X31": (PAGING, "test_a_cursor_is_good_for_its_tenant_list_filter_and_reader_alone"),
    "X32": (PAGING, "test_a_cursor_with_any_bit_changed_is_refused_without_a_read"),
    "X34": (PAGING, "test_a_page_that_is_no_whole_number_is_refused"),
    "X35": (PAGING, "test_a_page_far_beyond_the_end_is_empty_and_costs_no_more"),
    **dict.fromkeys(
        ("J01", "J05", "J07", "J08", "J10", "J11", "J13", "J14", "J16", "J17", "J19", "J20"), BROKEN
    ),
    "J02": (JSON, "test_json_is_read_however_it_is_announced"),
    "J04": NOT_JSON,
    "J22": NOT_JSON,
    "J23": (JSON, "test_a_body_that_is_not_the_base64_it_claims_to_be_is_refused"),
    "J25": WRONG,
    "J26": WRONG,
    "J28": BROKEN,
    "J29": (ONCE, "test_a_key_that_was_used_for_another_body_is_refused"),
    "J31": (ONCE, "test_a_key_that_is_none_is_refused"),
    "J32": (JSON, "test_any_name_is_kept_as_inert_text_in_nfc"),
    "A01": FAULTY,
    "A02": NO_REF,
    "A04": NO_REF,
    "A05": NO_REF,
    "A07": (CLAIMS, "started_under_one_key"),
    "A08": ("domain/test_achievement.py", "test_a_type_has_1_to_100_steps_of_unique_names"),
    "A10": NO_STEP,
    "A11": NO_STEP,
    "A13": (CALLS, "test_a_step_s_name_is_taken_literally"),
    "A14": (CALLS, "test_a_type_edited_after_the_start_does_not_change_the_achievement"),
    "A16": (CLAIMS, "ticked_and_unticked"),
    "A17": (CLAIMS, "completed_and_reset"),
    "A18": (FINISHING, "test_finishing_with_open_steps_is_refused_and_names_them"),
    "A19": (CLAIMS, "all_finish"),
    "A20": (FINISHING, "test_a_finished_achievement_refuses_every_call"),
    "A22": (TELLING, "test_a_contact_without_address_gets_no_mail_and_the_outbox_says_so"),
    "A23": (TELLING, "test_an_address_that_an_old_version_stored_sends_no_second_header"),
    "A25": (TELLING, "test_a_name_of_markup_is_inert_in_every_part"),
    "A26": (TELLING, "test_a_contact_that_is_gone_before_its_mail_gets_none_and_leaves_nothing"),
    "A28": (CALLS, "test_a_removed_achievement_answers_to_nothing"),
    **dict.fromkeys(("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08"), ROW),
    "B09": (SEED_001, "test_a_text_one_shorter_than_too_long_is_kept_whole"),
    "B10": (SEED_001, "test_a_text_one_shorter_than_too_long_is_kept_whole"),
    "B11": (SEED_001, "test_a_bare_word_is_refused_where_the_seed_s_parser_stumbles"),
    "B12": REWARD_ROW,
    "B13": REWARD_ROW,
    "B14": (SEED_001, "test_a_value_that_is_no_number_to_keep_is_refused"),
    "B16": (LIFE, "test_a_reward_whose_time_is_over_keeps_its_achievement_from_going_live"),
    "B17": ("api/test_awards.py", "test_after_its_period_it_is_expired_for_everybody_before_any_sweep"),
    "B19": SENSELESS,
    "B20": SENSELESS,
    "B22": (PARTS, "test_dependencies_lead_in_no_circle"),
    "B23": (PARTS, "test_an_achievement_is_named_once_among_the_dependencies"),
    "B25": SENSELESS,
    "B26": (LIFE, "test_a_regular_expression_is_a_text_like_any_other"),
    "B28": (LIFE, "test_what_is_live_is_frozen"),
    "B29": (LIFE, "test_what_is_not_known_is_kept_as_it_came_and_never_used"),
    "B31": (APART, "test_another_tenant_s_path_is_as_one_that_does_not_exist"),
    "B32": (PARTS, "test_a_new_reward_cannot_come_with_more_than_fifty"),
    "C01": (RANKS, "test_c01_a_name_has_1_to_255_characters"),
    "C02": RANK,
    "C03": RANK,
    "C04": (RANKS, "test_c04_a_path_or_milestone_that_is_not_there_or_another_s_is_refused"),
    "C05": (RANKS, "test_c05_a_put_that_says_more_changes_the_name_alone"),
    "C07": (RANKS, "test_c07_a_rank_that_was_deleted_is_gone_for_good"),
    "C08": RANK,
    "C09": (STREAM, "test_c09_so_many_high_fives_at_once_by_one_are_one"),
    "C10": (STREAM, "test_c10_so_many_high_fives_at_once_by_as_many_are_as_many"),
    "C11": (STREAM, "test_c11_an_entry_of_another_account_or_of_none_is_not_found"),
    "C13": (STREAM, "test_c13_walking_while_entries_arrive_shows_none_twice_and_skips_none"),
    "C14": ("api/test_scores.py", "test_c14_equal_scores_share_a_place_and_stand_by_user_id"),
    "C15": ("api/test_levels_and_badges.py", "test_c15_thresholds_are_exact_json_numbers"),
    "C16": (RANKS, "test_c16_a_name_that_is_a_formula_is_text_and_inert_where_a_sheet_is_made_of_it"),
    "C18": (
        "races/test_badge_races.py",
        "test_issues_of_one_badge_followed_at_once_give_it_once_as_of_the_first",
    ),
    "D01": NO_ADDRESS,
    "D02": NO_ADDRESS,
    "D04": (STANDING, "test_an_unknown_address_and_a_contact_without_membership_are_not_found"),
    "D05": (STANDING, "test_an_unknown_address_and_a_contact_without_membership_are_not_found"),
    "D07": ("races/membership_claims.py", "cancelled_and_renewed"),
    "D08": (ONCE, "test_the_same_request_again_gets_the_first_answer_and_makes_nothing"),
    "D10": ("domain/test_calendar_properties.py", "test_a_month_end_is_clamped_and_never_drifts"),
    "D11": (
        "api/test_membership_calls.py",
        "test_renewal_is_refused_before_its_window_twice_and_after_grace",
    ),
    "D13": (PLANS, "test_a_plan_with_future_payments_is_not_removed_and_nothing_changes"),
    "D14": (MONEY, "test_of_64_unpackings_one_wins_and_the_total_is_exact"),
    "D15": (MONEY, "test_paying_and_deleting_at_once_never_loses_a_paid_payment"),
    "D16": (PLANS, "test_a_hundred_pounds_in_three_leaves_the_odd_penny_with_the_first"),
    "D17": ("api/test_public_links.py", "test_unknown_foreign_malformed_and_closed_look_the_same"),
    "D19": (PAPERS, "test_an_unknown_template_is_not_found"),
    "D20": (PAPERS, "test_a_parameter_that_is_repeated_endless_or_unknown_is_refused"),
    "D22": ("documents/test_hostile_names.py", "test_a_certificate_stays_one_page_whatever_the_words"),
    "D23": (PAPERS, "test_the_bytes_come_whatever_the_caller_accepts"),
    "D25": (PAPERS, "test_a_range_is_answered_with_the_whole_and_a_head_is_not_known"),
    "D26": (PAPERS, "test_a_cancelled_membership_says_so"),
    "D28": (INVOICES, "test_a_membership_without_an_invoice_gets_a_paper_that_says_so"),
    "D29": (INVOICES, "test_an_unknown_paper_is_not_found"),
    "D31": (REBASE, "test_five_thousand_tickets_move_though_the_function_dies_again_and_again"),
    "D32": (REBASE, "test_a_booking_that_moves_again_meanwhile_takes_all_its_tickets_along"),
    "D34": (TELLING, "test_too_many_actions_and_unknown_templates_are_refused_when_set"),
    "D35": ("domain/test_webhook_targets.py", "test_any_other_is_refused_by_its_words_alone"),
    "E01": (ENROLMENTS, "test_e01_enrolments_are_told_one_at_a_time"),
    "E02": (ENROLMENTS, "test_e02_a_customer_id_is_never_coerced"),
    "E03": (ENROLMENTS, "test_e03_an_unknown_customer_is_310011"),
    "E04": (ENROLMENTS, "test_e04_without_a_period_it_is_the_current_one"),
    "E05": (ENROLMENTS, "test_e05_a_period_that_is_unknown_or_over_is_310019"),
    "E06": (ENROLMENTS, "test_e06_a_period_for_a_streak_is_ignored_and_said_so"),
    "E07": (ENROLMENTS, "test_e07_enrolling_twice_is_310119"),
    "E08": ("races/reward_claims.py", "all_enrol"),
    "E10": (ENROLMENTS, "test_e10_a_balance_on_re_enrol"),
    "E11": (ENROLMENTS, "test_e11_a_balance_out_of_bounds_is_refused"),
    "E12": (ENROLMENTS, "test_e12_a_balance_for_a_streak_has_no_effect_and_a_warning"),
    "E13": (ENROLMENTS, "test_e13_a_reset_begins_a_new_run"),
    "E14": (ENROLMENTS, "test_e14_enrolled_into_c3_is_enrolled_from_c3_on"),
    "E15": (ENROLMENTS, "test_e15_retro_events_count_exactly_by_the_config"),
    "E16": (ENROLMENTS, "test_e16_the_target_of_another_group_or_tenant_is_not_found"),
    "E17": (ENROLMENTS, "test_e17_ids_that_are_none_lead_nowhere"),
    "F01": (WORST, "test_f01_one_record_a_thousand_times_is_one_mail"),
    "F02": ("api/test_events.py", "test_a_shuffled_and_repeated_stream_counts_each_event_once"),
    "F04": ("journeys/test_gymnastics_club.py", "test_the_stream_delivering_twice_sends_one_mail"),
    "F05": (FOLLOWING, "test_a_poison_event_is_set_aside_visible_and_replayable_and_blocks_nobody"),
    "F07": (WORST, "test_an_image_is_not_believed"),
    "F08": (WORST, "test_an_image_is_not_believed"),
    "F10": ("journeys/test_gymnastics_club.py", "test_a_lost_stream_only_costs_time"),
    "F11": (FOLLOWING, "test_a_lost_answer_leaves_a_doubt_that_ends_after_the_hold"),
    "F13": (WORST, "test_f13_only_the_outbox_decides_that_a_mail_is_sent_again"),
    "F14": (FOLLOWING, "test_what_ses_cannot_take_now_goes_out_later_once"),
    "F16": (FOLLOWING, "test_what_ses_will_never_take_is_not_tried_again"),
    "F17": (FOLLOWING, "test_a_paused_account_is_probed_at_most_once_a_minute"),
    "F22": (AWARDS_DUE, "test_done_twice_it_does_nothing"),
    "F23": (AWARDS_DUE, "test_after_three_days_without_a_schedule_all_are_issued_each_once"),
    "F25": (AWARDS_DUE, "test_done_twice_it_does_nothing"),
    "F26": (WORST, "test_f26_a_page_may_be_empty_and_not_the_last"),
    "F28": EVERY_ORDER,
    "F29": EVERY_ORDER,
    "F31": (AWARDS_DUE, "test_a_clock_that_is_behind_issues_no_delayed_one_early"),
    "F32": ("domain/test_measures.py", "test_a_day_is_the_tenants_also_when_the_clocks_change"),
    "F34": (WORST, "test_f34_what_comes_out_of_a_queue_three_days_later_has_no_second_effect"),
    "F35": ("store/test_ledger.py", "test_in_any_interleaving_of_old_and_new_writers_all_adds_up"),
}
# What nothing holds yet, and what it waits for.
OPEN = {
    "F19": "bounces and complaints are not received: SES's event feed is not built",
    "F20": "as F19",
}
